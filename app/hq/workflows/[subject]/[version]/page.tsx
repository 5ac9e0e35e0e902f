import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { publisherName } from '@/components/definitions/publisher'
import { VersionCard } from '@/components/definitions/version-card'
import { getWhen } from '@/components/requests/when'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { getDefinition } from '@/lib/definitions/queries'
import { mayPublish, mayRead, type Subject, subjects } from '@/lib/definitions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

type Props = PageProps<'/hq/workflows/[subject]/[version]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('workflow.definitions')
  return { title: `${t('title')} · ${t('version', { n: Number((await params).version) || 0 })}` }
}

export default async function WorkflowPage({ params }: Props) {
  const { subject, version } = await params
  const number = Number(version)
  if (!Object.hasOwn(subjects, subject) || !Number.isInteger(number)) notFound()
  const { actor, definition, before } = await query(async (tx, actor) => {
    if (!mayRead(actor)) notFound()
    return {
      actor,
      definition: await getDefinition(tx, subject, number),
      before: number > 1 ? await getDefinition(tx, subject, number - 1) : undefined,
    }
  })
  const t = await getTranslations('workflow.definitions')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const title = `${t(`subjects.${subject as Subject}`)} · ${t('version', { n: number })}`
  const published = t('publishedBy', {
    name: publisherName(definition.createdByName, await getTranslations('account.trailPage')),
    time: when.stamp(new Date(definition.publishedAt)),
  })
  return (
    <>
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('title'), href: '/hq/workflows' },
          { label: title },
        ]}
      />
      <PageHeader
        title={title}
        badge={
          <Badge tone={definition.retiredAt ? 'mute' : 'ok'}>
            {t(definition.retiredAt ? 'retired' : 'inForce')}
          </Badge>
        }
        detail={
          <span className="num">
            {published} ·{' '}
            {definition.running > 0
              ? t(definition.retiredAt ? 'running' : 'runningInForce', {
                  n: definition.running,
                  version: number,
                })
              : t('none')}
          </span>
        }
        actions={
          mayPublish(actor) && (
            <LinkButton
              icon={<Icon name="edit" />}
              href={`/hq/workflows/${subject}/new${definition.retiredAt ? `?from=${number}` : ''}`}
            >
              {t(definition.retiredAt ? 'draft' : 'new')}
            </LinkButton>
          )
        }
      />
      <VersionCard definition={definition} before={before} />
    </>
  )
}
