import type { Metadata } from 'next'
import { OwnAsks } from '@/components/asks/ask-list'
import { DocumentList } from '@/components/documents/document-list'
import { ReplaceVerb } from '@/components/documents/document-verbs'
import { SendDialog } from '@/components/documents/send-dialog'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { listAsks } from '@/lib/asks/queries'
import { listDocuments } from '@/lib/documents/queries'
import { notFound } from '@/lib/failure'
import { listOpenProposals } from '@/lib/proposals/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents'))('me.title') }
}

/** 我的材料: what HR needs is photographed here. */
export default async function OwnDocuments() {
  const { actor, scans, asks, open } = await query(async (tx, actor) => {
    const whose = { id: actor.employeeId ?? notFound() }
    const [scans, asks, open] = await Promise.all([
      listDocuments(tx, whose),
      listAsks(tx, whose),
      listOpenProposals(tx, whose),
    ])
    return { actor, scans, asks, open }
  })
  const t = await getTranslations('documents')
  const portals = await getTranslations('account.portals')
  return (
    <div className="mx-auto grid max-w-4xl gap-(--gap)">
      <div>
        <Breadcrumb items={[{ label: portals('me'), href: '/me' }, { label: t('me.title') }]} />
        <PageHeader
          title={t('me.title')}
          detail={t('me.detail')}
          actions={<SendDialog trigger={t('me.send')} />}
        />
      </div>
      <Live topics={['employee']} />
      {asks.length > 0 && <OwnAsks asks={asks} open={open} today={actor.today} />}
      <Card flush>
        {scans.length > 0 ? (
          <DocumentList
            scans={scans}
            today={actor.today}
            now={actor.now}
            caption={t('me.title')}
            link={(_scan, version) => (
              <LinkButton href={`/me/documents/attachments/${version.id}`} size="small" download>
                {t('download')}
              </LinkButton>
            )}
            verbs={scan => (
              <ReplaceVerb scan={scan} trigger={t(scan.state === 'returned' ? 'me.again' : 'replace')} />
            )}
          />
        ) : (
          <EmptyState icon={<Icon name="file-text" />} title={t('me.empty')} detail={t('me.emptyDetail')} />
        )}
      </Card>
    </div>
  )
}
