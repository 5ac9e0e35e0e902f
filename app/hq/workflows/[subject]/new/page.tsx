import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditorCard } from '@/components/definitions/editor-card'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { getDefinition, listDefinitions } from '@/lib/definitions/queries'
import { mayPublish, type Subject, subjects } from '@/lib/definitions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflow.definitions'))('new') }
}

export default async function NewVersionPage({ params }: PageProps<'/hq/workflows/[subject]/new'>) {
  const { subject } = await params
  if (!Object.hasOwn(subjects, subject)) notFound()
  const { actor, definition } = await query(async (tx, actor) => {
    if (!mayPublish(actor)) notFound()
    const [last] = await listDefinitions(tx, subject)
    return { actor, definition: last && (await getDefinition(tx, subject, last.version)) }
  })
  const t = await getTranslations('workflow.definitions')
  const e = await getTranslations('workflow.editor')
  const name = t(`subjects.${subject as Subject}`)
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.unitName ?? '', href: '/hq' },
          { label: t('title'), href: '/hq/workflows' },
          { label: t('new') },
        ]}
      />
      <PageHeader
        title={e('title', { subject: name })}
        detail={
          definition &&
          `${e('detail', { version: definition.version })} ${definition.running > 0 ? e('running', { n: definition.running }) : ''}`
        }
      />
      <EditorCard subject={subject as Subject} definition={definition} />
    </>
  )
}
