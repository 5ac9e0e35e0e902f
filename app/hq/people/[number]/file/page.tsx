import type { Metadata } from 'next'
import { ValuesCard } from '@/components/custom/values-card'
import { BankFile, HiddenFile, IdentityFile } from '@/components/identities/file-cards'
import { LatestReveals } from '@/components/identities/reveal-list'
import { ProposalNotice } from '@/components/proposals/own-proposals'
import { Banner } from '@/components/ui/banner'
import { listValues } from '@/lib/custom/queries'
import { findMaskedFile, findYoungLimit, listReveals } from '@/lib/identities/queries'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { personPath } from '@/lib/people/rules'
import { listOpenProposals } from '@/lib/proposals/queries'
import { getTranslations } from '@/lib/translations'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'
import { EditBank, EditIdentity } from './edit'

export async function generateMetadata({ params }: PageProps<'/hq/people/[number]/file'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** The sealed part of somebody's file, masked, and who looked at it. */
export default async function FilePage({ params }: PageProps<'/hq/people/[number]/file'>) {
  const { number } = await params
  const { actor, person, read } = await readPerson(number, async (tx, actor) => {
    const file = mayKeepIdentities(actor.role) && (await findMaskedFile(tx, number))
    return {
      sealed: file && {
        ...file,
        looks: await listReveals(tx, { employeeId: file.employeeId }, 8),
        open: await listOpenProposals(tx, { id: file.employeeId }),
        young: await findYoungLimit(tx, number, actor.today),
      },
      values: await listValues(tx, { number }),
    }
  })
  const { sealed, values } = read
  const t = await getTranslations('identities')
  const fieldsAt = `${personPath(number)}/fields`
  return (
    <PersonFrame person={person} actor={actor} tab="file">
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-(--gap)">
          {sealed ? (
            <>
              {person.leftOn === null && sealed.young && (
                <Banner tone="warn" title={t('young', { age: sealed.young.value })}>
                  {t('youngDetail', { source: sealed.young.source })}
                </Banner>
              )}
              {sealed.open.length > 0 && <ProposalNotice open={sealed.open} base="/hq" />}
              <IdentityFile
                file={sealed.file}
                person={person}
                fieldsAt={fieldsAt}
                actions={
                  !sealed.file.isErased && <EditIdentity person={person} identity={sealed.file.identity} />
                }
              />
              <BankFile
                file={sealed.file}
                person={person}
                fieldsAt={fieldsAt}
                actions={!sealed.file.isErased && <EditBank person={person} bank={sealed.file.bank} />}
              />
            </>
          ) : (
            <HiddenFile role={actor.role} fieldsAt={fieldsAt} />
          )}
          <ValuesCard values={values} person={person} actor={actor} />
        </div>
        {sealed && <LatestReveals rows={sealed.looks.rows} />}
      </div>
    </PersonFrame>
  )
}
