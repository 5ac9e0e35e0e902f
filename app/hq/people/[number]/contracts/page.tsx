import type { Metadata } from 'next'
import { ContractVerbs, SignContract } from '@/components/contracts/contract-forms'
import { ContractList, LawCard } from '@/components/contracts/contract-list'
import { Live } from '@/components/live/live'
import { listContracts } from '@/lib/contracts/queries'
import { hintsOf, mayKeepContracts } from '@/lib/contracts/rules'
import { listLawLimits } from '@/lib/partners/queries'
import { stayOn } from '@/lib/people/rules'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/contracts'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** What was signed with a person, and what the law asks of it. */
export default async function PersonContractsPage({ params }: PageProps<'/hq/people/[number]/contracts'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, { today }) => ({
    contracts: await listContracts(tx, number),
    limits: await listLawLimits(tx, today),
  }))
  const { contracts, limits } = read
  const { today } = actor
  const keeps = mayKeepContracts(actor.role)
  const given = {
    ...(contracts.length === 0 && { startsOn: person.hiredOn }),
    position: stayOn(person.stays, today)?.positionName ?? '',
  }
  return (
    <PersonFrame person={person} actor={actor} tab="contracts">
      <Live topics={['employee']} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ContractList
          contracts={contracts}
          hiredOn={person.hiredOn}
          today={today}
          actions={keeps && person.leftOn === null && <SignContract whose={person} given={given} />}
          {...(keeps && {
            verbs: contract => (
              <ContractVerbs
                contract={contract}
                whose={person}
                today={today}
                isRenewed={contracts.some(other => other.renewsId === contract.id)}
              />
            ),
          })}
        />
        <div className="max-lg:order-first">
          <LawCard hints={hintsOf(contracts, person, today, limits)} />
        </div>
      </div>
    </PersonFrame>
  )
}
