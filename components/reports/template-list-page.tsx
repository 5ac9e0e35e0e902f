import { notFound } from 'next/navigation'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { listTemplates } from '@/lib/templates/queries'
import { mayMakeTemplates, mayReadTemplates } from '@/lib/templates/rules'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { Table, Th } from '../ui/table'
import { wordsOf } from './template-lines'
import { TemplateRows } from './template-rows'

/** Report templates that exist for the caller. */
export async function TemplateListPage() {
  const { actor, templates } = await query(async (tx, actor) => {
    if (!mayReadTemplates(actor)) notFound()
    return { actor, templates: await listTemplates(tx, actor) }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const add = mayMakeTemplates(actor) && (
    <LinkButton variant="primary" href={`${base}/reports/templates/new`} icon={<Icon name="plus" />}>
      {t('templates.new')}
    </LinkButton>
  )
  const lines = await Promise.all(
    templates.map(async template => {
      const { who, when } = await wordsOf(template)
      return {
        id: template.id,
        href: `${base}/reports/templates/${template.id}`,
        name: template.name,
        state: { is: template.state, text: t(`templates.states.${template.state}`) },
        who,
        when,
        asks: t('templates.asked', { n: template.asks }),
        by: template.authorName,
      }
    }),
  )
  const labels = {
    state: t('templates.state'),
    who: t('templates.who'),
    when: t('templates.when'),
    asks: t('templates.asks'),
    by: t('templates.by'),
  }
  return (
    <InboxKeys>
      <Live topics={['reportTemplate']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/reports` },
          { label: t('board.templates') },
        ]}
      />
      <PageHeader title={t('templates.title')} detail={t('templates.detail')} actions={add} />
      <Card flush>
        {lines.length === 0 ? (
          <EmptyState
            icon={<Icon name="template" />}
            title={t('templates.empty')}
            detail={t('templates.emptyDetail')}
            action={add}
          />
        ) : (
          <Table caption={t('templates.title')}>
            <thead>
              <tr>
                <Th>{t('templates.name')}</Th>
                <Th>{labels.state}</Th>
                <Th>{labels.who}</Th>
                <Th>{labels.when}</Th>
                <Th>{labels.asks}</Th>
                <Th>{labels.by}</Th>
              </tr>
            </thead>
            <TemplateRows lines={lines} labels={labels} />
          </Table>
        )}
      </Card>
    </InboxKeys>
  )
}
