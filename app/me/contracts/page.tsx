import type { Metadata } from 'next'
import { JobList, LeaveCard } from '@/components/background/job-list'
import { CertificateList } from '@/components/certificates/certificate-list'
import { ContractList } from '@/components/contracts/contract-list'
import { Live } from '@/components/live/live'
import { PayLines } from '@/components/pay/pay-lines'
import { PageHeader } from '@/components/ui/page-header'
import { listEarlierJobs, listServicePeriods } from '@/lib/background/queries'
import { listCertificates } from '@/lib/certificates/queries'
import { listContracts } from '@/lib/contracts/queries'
import { listLawLimits } from '@/lib/partners/queries'
import { listPays } from '@/lib/pay/queries'
import { getOwnPerson } from '@/lib/people/queries'
import { annualLeave } from '@/lib/seniority/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contracts.me'))('title') }
}

/** One's own contracts, certificates and earlier jobs. */
export default async function OwnContractsPage() {
  const t = await getTranslations('contracts.me')
  const { actor, person, contracts, pays, certificates, jobs, service, limits } = await query(
    async (tx, actor) => {
      const person = await getOwnPerson(tx, actor)
      return {
        actor,
        person,
        contracts: await listContracts(tx, person.number),
        pays: await listPays(tx, person.number),
        certificates: await listCertificates(tx, person.number),
        jobs: await listEarlierJobs(tx, person.number),
        service: await listServicePeriods(tx, person.number),
        limits: await listLawLimits(tx, actor.today),
      }
    },
  )
  return (
    <div className="mx-auto max-w-4xl">
      <Live topics={['employee']} />
      <PageHeader title={t('title')} detail={t('detail', { contact: person.hqContactName || t('hr') })} />
      <div className="grid gap-(--gap)">
        <ContractList
          contracts={contracts}
          hiredOn={person.hiredOn}
          today={actor.today}
          pay={contract => (
            <PayLines contractId={contract.id} pays={pays} person={person} own fieldsAt="/me/file/fields" />
          )}
        />
        <CertificateList certificates={certificates} today={actor.today} />
        <JobList jobs={jobs} />
        <LeaveCard
          leave={annualLeave([...jobs, ...service], person, actor.today, limits)}
          service={service}
        />
      </div>
    </div>
  )
}
