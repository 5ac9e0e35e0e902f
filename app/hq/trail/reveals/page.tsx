import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RevealTable } from '@/components/identities/reveal-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { hasPlace } from '@/lib/account/rules'
import { listReveals } from '@/lib/identities/queries'
import { textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identities.access'))('title') }
}

/** The access log of all files, for HR and auditors. */
export default async function RevealsPage({ searchParams }: PageProps<'/hq/trail/reveals'>) {
  const { after, before } = await searchParams
  const page = await query(async (tx, { role }) =>
    hasPlace(role, 'trail')
      ? listReveals(tx, { after: textParam(after, 600), before: textParam(before, 600) })
      : undefined,
  )
  if (!page) notFound()
  const t = await getTranslations('identities')
  return (
    <>
      <Breadcrumb items={[{ label: t('access.trail'), href: '/hq/trail' }, { label: t('access.title') }]} />
      <PageHeader
        title={t('access.title')}
        detail={t('access.detail')}
        actions={<LinkButton href="/hq/trail">{t('access.trail')}</LinkButton>}
      />
      <RevealTable page={page} path="/hq/trail/reveals" whose empty={t('log.empty')} />
    </>
  )
}
