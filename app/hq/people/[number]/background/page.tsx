import type { Metadata } from 'next'
import { JobList, JobVerbs, LeaveCard, RecordJob } from '@/components/background/job-list'
import { CertificateVerbs, RecordCertificate } from '@/components/certificates/certificate-forms'
import { CertificateList } from '@/components/certificates/certificate-list'
import { Live } from '@/components/live/live'
import { listEarlierJobs, listServicePeriods } from '@/lib/background/queries'
import { listCertificates } from '@/lib/certificates/queries'
import { mayKeepCertificates } from '@/lib/certificates/rules'
import { listLawLimits } from '@/lib/partners/queries'
import { annualLeave } from '@/lib/seniority/rules'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/background'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** 履历: what a person has learnt and where they worked before. */
export default async function BackgroundPage({ params }: PageProps<'/hq/people/[number]/background'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, { today }) => ({
    certificates: await listCertificates(tx, number),
    jobs: await listEarlierJobs(tx, number),
    service: await listServicePeriods(tx, number),
    limits: await listLawLimits(tx, today),
  }))
  const keeps = mayKeepCertificates(actor.role)
  return (
    <PersonFrame person={person} actor={actor} tab="background">
      <Live topics={['employee']} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-(--gap)">
          <CertificateList
            certificates={read.certificates}
            today={actor.today}
            actions={keeps && <RecordCertificate whose={person} />}
            {...(keeps && { verbs: certificate => <CertificateVerbs certificate={certificate} /> })}
          />
          <JobList
            jobs={read.jobs}
            actions={keeps && <RecordJob whose={person} />}
            {...(keeps && { verbs: job => <JobVerbs job={job} /> })}
          />
        </div>
        <LeaveCard
          leave={annualLeave([...read.jobs, ...read.service], person, actor.today, read.limits)}
          service={read.service}
        />
      </div>
    </PersonFrame>
  )
}
