import type { Metadata } from 'next'
import { ContractVerbs, SignContract } from '@/components/contracts/contract-forms'
import { ContractList, LawCard } from '@/components/contracts/contract-list'
import { EnrolmentCard, EnrolmentVerbs, HiddenEnrolment } from '@/components/insurance/enrolment-card'
import { RecordCard } from '@/components/insurance/record-card'
import { Live } from '@/components/live/live'
import { AgreePay, HiddenPay, PayLines } from '@/components/pay/pay-lines'
import { LinkButton } from '@/components/ui/button'
import { listCertificates } from '@/lib/certificates/queries'
import { paperHintsOf } from '@/lib/certificates/rules'
import { findFileState } from '@/lib/completeness/queries'
import { isOnProbation, mayAssess } from '@/lib/confirmations/rules'
import { listContracts } from '@/lib/contracts/queries'
import { hintsOf, mayKeepContracts } from '@/lib/contracts/rules'
import { listDocuments } from '@/lib/documents/queries'
import { mayReadDocuments } from '@/lib/documents/rules'
import { listEnrolments } from '@/lib/enrolments/queries'
import { listRecords } from '@/lib/insurance/queries'
import { listLawLimits } from '@/lib/partners/queries'
import { listPays } from '@/lib/pay/queries'
import { mayKeepPay } from '@/lib/pay/rules'
import type { PersonRequest } from '@/lib/people/queries'
import { personPath, stayOn, underWay } from '@/lib/people/rules'
import { listFlooredNames } from '@/lib/positions/queries'
import { isRenewable, mayRenew } from '@/lib/renewals/rules'
import { listSchemeNames } from '@/lib/schemes/queries'
import { getTranslations, useTranslations } from '@/lib/translations'
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
  const { actor, person, read } = await readPerson(number, async (tx, actor) => ({
    contracts: await listContracts(tx, number),
    limits: await listLawLimits(tx, actor.today),
    papers: {
      certificates: await listCertificates(tx, number),
      scans: mayReadDocuments(actor.role) ? await listDocuments(tx, { number }) : [],
      needsHealth: (await findFileState(tx, actor, number))?.missing.includes('health') ?? false,
    },
    sealed: mayKeepPay(actor.role)
      ? {
          pays: await listPays(tx, number),
          floored: await listFlooredNames(tx),
          enrolments: await listEnrolments(tx, number),
          records: await listRecords(tx, number),
          schemes: await listSchemeNames(tx),
        }
      : undefined,
  }))
  const { contracts, limits, papers, sealed } = read
  const { today } = actor
  const keeps = mayKeepContracts(actor.role)
  const kinds = await getTranslations('requests.kinds')
  const stays = person.leftOn === null
  const assesses = stays && mayAssess(actor) && contracts.some(one => isOnProbation(one, today))
  const latest = contracts[0]
  const renews = stays && mayRenew(actor) && latest !== undefined && isRenewable(latest, false)
  const fieldsAt = `${personPath(number)}/fields`
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
          pay={contract =>
            sealed ? (
              <PayLines contractId={contract.id} pays={sealed.pays} person={person} fieldsAt={fieldsAt} />
            ) : (
              <HiddenPay role={actor.role} fieldsAt={fieldsAt} />
            )
          }
          actions={
            <>
              {assesses && (
                <Start
                  request={underWay(person.requests, today, 'confirmation')}
                  href={personPath(number, 'confirm')}
                  kind={kinds('confirm')}
                />
              )}
              {renews && (
                <Start
                  request={underWay(person.requests, today, 'renewal')}
                  href={personPath(number, 'renew')}
                  kind={kinds('renewFixed')}
                />
              )}
              {keeps && person.leftOn === null && <SignContract whose={person} given={given} />}
            </>
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
                {sealed && (
                  <AgreePay
                    contract={contract}
                    whose={person}
                    today={today}
                    pays={sealed.pays}
                    hasFloor={sealed.floored.includes(contract.position)}
                  />
                )}
              </div>
            ),
          })}
        />
        <div className="grid gap-(--gap) max-lg:order-first">
          <LawCard
            hints={hintsOf(contracts, person, today, limits)}
            papers={stays ? paperHintsOf(papers, today, limits) : []}
          />
          {sealed ? (
            <EnrolmentCard
              enrolments={sealed.enrolments}
              person={person}
              today={today}
              limits={limits}
              fieldsAt={fieldsAt}
              actions={
                <EnrolmentVerbs
                  enrolments={sealed.enrolments}
                  schemes={sealed.schemes}
                  whose={person}
                  today={today}
                />
              }
            />
          ) : (
            <HiddenEnrolment role={actor.role} fieldsAt={fieldsAt} />
          )}
          {sealed && <RecordCard records={sealed.records} person={person} fieldsAt={fieldsAt} />}
        </div>
      </div>
    </PersonFrame>
  )
}

/** The way to ask for something, or to the request that is under way. */
function Start({ request, href, kind }: { request: PersonRequest | undefined; href: string; kind: string }) {
  const t = useTranslations('people.person')
  const isOpen = request && request.status !== 'approved'
  return (
    <LinkButton size="small" href={isOpen ? `/hq/requests/${request.number}` : href}>
      {isOpen ? t('underWayOf', { kind, number: request.number }) : kind}
    </LinkButton>
  )
}
