import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { VersionTable } from '@/components/definitions/version-table'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { listDefinitions } from '@/lib/definitions/queries'
import { mayPublish, mayRead, type Subject, subjects } from '@/lib/definitions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflow.definitions'))('title') }
}

export default async function WorkflowsPage() {
  const { actor, definitions } = await query(async (tx, actor) => {
    if (!mayRead(actor)) notFound()
    return { actor, definitions: await listDefinitions(tx) }
  })
  const t = await getTranslations('workflow.definitions')
  const portals = await getTranslations('account.portals')
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} />
      <div className="grid gap-(--gap)">
        {(Object.keys(subjects) as Subject[]).map(subject => (
          <Card
            key={subject}
            title={t(`subjects.${subject}`)}
            flush
            actions={
              mayPublish(actor) && (
                <LinkButton size="small" icon={<Icon name="edit" />} href={`/hq/workflows/${subject}/new`}>
                  {t('new')}
                </LinkButton>
              )
            }
          >
            <VersionTable
              subject={subject}
              versions={definitions.filter(one => one.subject === subject)}
              now={actor.now}
            />
          </Card>
        ))}
      </div>
    </InboxKeys>
  )
}
