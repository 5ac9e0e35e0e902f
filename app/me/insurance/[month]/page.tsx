import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StatementCard } from '@/components/insurance/statement'
import { PageHeader } from '@/components/ui/page-header'
import { listOwnStatements } from '@/lib/insurance/queries'
import { month as monthParam } from '@/lib/schemes/input'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata({ params }: PageProps<'/me/insurance/[month]'>): Promise<Metadata> {
  return { title: (await params).month }
}

/** One month of one's own, with the versions that it replaced. */
export default async function OwnStatementPage({ params }: PageProps<'/me/insurance/[month]'>) {
  const { month } = await params
  const first = monthParam.safeParse(month).data
  const found = first ? await query((tx, actor) => listOwnStatements(tx, actor, first)) : []
  const [latest, ...earlier] = found
  if (!latest) notFound()
  const t = await getTranslations('insurance.me')
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t('month', { month })}
        actions={
          <a href="/me/insurance" className="text-hq-ink hover:underline">
            {t('all')}
          </a>
        }
      />
      <div className="grid gap-(--gap)">
        <StatementCard record={latest} before={earlier[0]} />
        {earlier.length > 0 && (
          <details>
            <summary className="cursor-pointer py-2 text-hq-ink">{t('earlier')}</summary>
            <div className="grid gap-(--gap)">
              {earlier.map((record, at) => (
                <StatementCard key={record.id} record={record} before={earlier[at + 1]} />
              ))}
            </div>
          </details>
        )}
      </div>
    </div>
  )
}
