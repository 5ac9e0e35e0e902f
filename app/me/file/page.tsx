import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OwnAsks } from '@/components/asks/ask-list'
import { OwnFileCard } from '@/components/completeness/own-card'
import { ValuesCard } from '@/components/custom/values-card'
import { BankFile, IdentityFile } from '@/components/identities/file-cards'
import { LatestReveals } from '@/components/identities/reveal-list'
import { Live } from '@/components/live/live'
import { OwnProposals } from '@/components/proposals/own-proposals'
import { TagsCard } from '@/components/tags/tags-card'
import { PageHeader } from '@/components/ui/page-header'
import { listAsks } from '@/lib/asks/queries'
import { findOwnFileState } from '@/lib/completeness/queries'
import { listValues } from '@/lib/custom/queries'
import { getMaskedFile, listReveals } from '@/lib/identities/queries'
import { getOwnPerson } from '@/lib/people/queries'
import { listOpenProposals } from '@/lib/proposals/queries'
import { query } from '@/lib/session'
import { listOwnTags } from '@/lib/tags/queries'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identities'))('ownTitle') }
}

/** What the company keeps of oneself, masked, because others look over one's shoulder. */
export default async function OwnFilePage() {
  const t = await getTranslations('identities')
  const found = await query(async (tx, actor) => {
    if (!actor.employeeId) return undefined
    const [person, file, looks, state, tags, asks, values, open] = await Promise.all([
      getOwnPerson(tx, actor),
      getMaskedFile(tx, actor.employeeId),
      listReveals(tx, { employeeId: actor.employeeId }, 5),
      findOwnFileState(tx, actor),
      listOwnTags(tx, actor.employeeId),
      listAsks(tx, { id: actor.employeeId }),
      listValues(tx, { id: actor.employeeId }),
      listOpenProposals(tx, { id: actor.employeeId }),
    ])
    return { actor, person, file, looks, state, tags, asks, values, open }
  })
  if (!found) notFound()
  const { actor, person, file, looks, state, tags, asks, values, open } = found
  return (
    <>
      <Live topics={['request']} />
      <PageHeader title={t('ownTitle')} detail={t('ownDetail')} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-(--gap)">
          {asks.length > 0 && <OwnAsks asks={asks} open={open} today={actor.today} />}
          {state && <OwnFileCard state={state} asked={asks.filter(ask => ask.answeredAt === null).length} />}
          <IdentityFile file={file} person={person} own fieldsAt="/me/file/fields" />
          <BankFile file={file} person={person} own fieldsAt="/me/file/fields" />
          <ValuesCard values={values} person={person} actor={actor} />
        </div>
        <div className="grid gap-(--gap)">
          <OwnProposals open={open} />
          <TagsCard employee={person} tags={tags} isOwn />
          <LatestReveals rows={looks.rows} allAt="/me/privacy" />
        </div>
      </div>
    </>
  )
}
