import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RevealTable } from '@/components/identities/reveal-list'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { listReveals } from '@/lib/identities/queries'
import { textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identities.privacy'))('title') }
}

/** Who looked at one's file, at what, why and when. */
export default async function PrivacyPage({ searchParams }: PageProps<'/me/privacy'>) {
  const { after, before } = await searchParams
  const page = await query(
    async (tx, { employeeId }) =>
      employeeId &&
      listReveals(tx, { employeeId, after: textParam(after, 600), before: textParam(before, 600) }),
  )
  if (!page) notFound()
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
      <RevealTable page={page} path="/me/privacy" empty={t('log.emptyOwn')} />
    </>
  )
}
