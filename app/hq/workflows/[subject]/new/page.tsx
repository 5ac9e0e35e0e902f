import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditorCard } from '@/components/definitions/editor-card'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { countHolders, getDefinition, listDefinitions } from '@/lib/definitions/queries'
import { mayPublish, type Subject, subjects } from '@/lib/definitions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflow.definitions'))('new') }
}

type Props = PageProps<'/hq/workflows/[subject]/new'>

/** The next version, begun from the one in force or, with `from`, from an earlier one. */
export default async function NewVersionPage({ params, searchParams }: Props) {
  const { subject } = await params
  const from = Number((await searchParams).from ?? 0)
  if (!Object.hasOwn(subjects, subject) || !Number.isInteger(from)) notFound()
  const { last, draft, holders } = await query(async (tx, actor) => {
    if (!mayPublish(actor)) notFound()
    const [last] = await listDefinitions(tx, subject)
    const begun = from || last?.version
    return {
      last,
      draft: begun ? await getDefinition(tx, subject, begun) : undefined,
      holders: await countHolders(tx, actor.today),
    }
  })
  const t = await getTranslations('workflow.definitions')
  const portals = await getTranslations('account.portals')
  const e = await getTranslations('workflow.editor')
  const name = t(`subjects.${subject as Subject}`)
  return (
    <>
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('title'), href: '/hq/workflows' },
          { label: t('new') },
        ]}
      />
      <PageHeader
        title={e('title', { subject: name })}
        detail={
          last &&
          [
            from
              ? e('draftDetail', { from, version: last.version + 1 })
              : e('detail', { version: last.version }),
            last.running > 0 && e('running', { n: last.running }),
          ]
            .filter(Boolean)
            .join(' ')
        }
      />
      <EditorCard
        subject={subject as Subject}
        basedOn={last?.version ?? 0}
        stages={draft?.items ?? []}
        holders={holders}
      />
    </>
  )
}
