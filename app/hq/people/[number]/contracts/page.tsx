import type { Metadata } from 'next'
import { ContractVerbs, SignContract } from '@/components/contracts/contract-forms'
import { ContractList, LawCard } from '@/components/contracts/contract-list'
import { EnrolmentCard, EnrolmentVerbs, HiddenEnrolment } from '@/components/insurance/enrolment-card'
import { RecordCard } from '@/components/insurance/record-card'
import { Live } from '@/components/live/live'
import { AgreePay, HiddenPay, PayLines } from '@/components/pay/pay-lines'
import { listContracts } from '@/lib/contracts/queries'
import { hintsOf, mayKeepContracts } from '@/lib/contracts/rules'
import { listEnrolments } from '@/lib/enrolments/queries'
import { listRecords } from '@/lib/insurance/queries'
import { listLawLimits } from '@/lib/partners/queries'
import { listPays } from '@/lib/pay/queries'
import { mayKeepPay } from '@/lib/pay/rules'
import { stayOn } from '@/lib/people/rules'
import { listSchemeNames } from '@/lib/schemes/queries'
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
  const { actor, person, read } = await readPerson(number, async (tx, { today, role }) => ({
    contracts: await listContracts(tx, number),
    limits: await listLawLimits(tx, today),
    sealed: mayKeepPay(role)
      ? {
          pays: await listPays(tx, number),
          enrolments: await listEnrolments(tx, number),
          records: await listRecords(tx, number),
          schemes: await listSchemeNames(tx),
        }
      : undefined,
  }))
  const { contracts, limits, sealed } = read
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
          pay={contract =>
            sealed ? (
              <PayLines contractId={contract.id} pays={sealed.pays} person={person} />
            ) : (
              <HiddenPay role={actor.role} />
            )
          }
          {...(keeps && {
            verbs: contract => (
              <div className="flex flex-wrap gap-2">
                <ContractVerbs
                  contract={contract}
                  whose={person}
                  today={today}
                  isRenewed={contracts.some(other => other.renewsId === contract.id)}
                />
                {sealed && <AgreePay contract={contract} whose={person} today={today} pays={sealed.pays} />}
              </div>
            ),
          })}
        />
        <div className="grid gap-(--gap) max-lg:order-first">
          <LawCard hints={hintsOf(contracts, person, today, limits)} />
          {sealed ? (
            <EnrolmentCard
              enrolments={sealed.enrolments}
              person={person}
              today={today}
              limits={limits}
              actions={
                person.leftOn === null && (
                  <EnrolmentVerbs
                    enrolments={sealed.enrolments}
                    schemes={sealed.schemes}
                    whose={person}
                    today={today}
                  />
                )
              }
            />
          ) : (
            <HiddenEnrolment role={actor.role} />
          )}
          {sealed && <RecordCard records={sealed.records} person={person} />}
        </div>
      </div>
    </PersonFrame>
  )
}
