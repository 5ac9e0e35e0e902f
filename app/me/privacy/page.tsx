import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CopyCard } from '@/components/copies/copy-card'
import { RevealTable } from '@/components/identities/reveal-list'
import { Live } from '@/components/live/live'
import { getWhen } from '@/components/requests/when'
import { OwnRights } from '@/components/rights/own-rights'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { listCopies } from '@/lib/copies/queries'
import { listReveals } from '@/lib/identities/queries'
import { limitOf } from '@/lib/law/rules'
import { textParam } from '@/lib/paging'
import { listLawLimits } from '@/lib/partners/queries'
import { findOwnHold, listOwnRights } from '@/lib/rights/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identities.privacy'))('title') }
}

/** What the company keeps of oneself, as a copy and as one's right to have it put right or erased; and who looked at it, why and when. */
export default async function PrivacyPage({ searchParams }: PageProps<'/me/privacy'>) {
  const { after, before } = await searchParams
  const found = await query(async (tx, actor) => {
    const { employeeId } = actor
    if (!employeeId) return undefined
    const [page, copies, rights, hold, limits] = await Promise.all([
      listReveals(tx, { employeeId, after: textParam(after, 600), before: textParam(before, 600) }),
      listCopies(tx, actor),
      listOwnRights(tx, actor),
      findOwnHold(tx, actor),
      listLawLimits(tx, actor.today),
    ])
    return { actor, page, copies, rights, hold, limits }
  })
  if (!found) notFound()
  const { actor, page, copies, rights, hold, limits } = found
  const t = await getTranslations('identities')
  return (
    <>
      <PageHeader
        title={t('privacy.title')}
        detail={t('privacy.detail')}
        actions={
          <>
            <LinkButton href="/me/file">{t('privacy.file')}</LinkButton>
            <LinkButton href="/me/consents">{t('privacy.consents')}</LinkButton>
          </>
        }
      />
      <Live topics={['export', 'notification']} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-2">
        <CopyCard copies={copies} />
        <OwnRights
          requests={rights}
          held={hold?.reason}
          days={limitOf(limits, 'rights.answer_within').value}
          when={await getWhen(actor.now)}
        />
      </div>
      <h2 className="mt-6 mb-3 font-semibold text-lg">{t('privacy.looks')}</h2>
      <RevealTable page={page} path="/me/privacy" empty={t('log.emptyOwn')} />
    </>
  )
}
