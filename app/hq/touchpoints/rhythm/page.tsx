import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RhythmForm } from '@/components/touchpoints/rhythm-form'
import { ActionButton } from '@/components/ui/action-button'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { query } from '@/lib/session'
import { dropRhythm } from '@/lib/touchpoints/actions'
import { listRhythms } from '@/lib/touchpoints/queries'
import { setsRhythm, usualRhythm } from '@/lib/touchpoints/rules'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('touchpoints.rhythm'))('title') }
}

export default async function RhythmPage() {
  const rhythms = await query(async (tx, actor) =>
    setsRhythm(actor.role) ? await listRhythms(tx) : notFound(),
  )
  const t = await getTranslations('touchpoints')
  return (
    <div className="mx-auto max-w-3xl">
      <Breadcrumb items={[{ label: t('title'), href: '/hq/touchpoints' }, { label: t('rhythm.title') }]} />
      <PageHeader title={t('rhythm.title')} detail={t('rhythm.detail', { days: usualRhythm })} />
      <div className="grid gap-(--gap)">
        <Card flush>
          {rhythms.length === 0 && (
            <p className="p-(--pad) text-ink-2">{t('rhythm.none', { days: usualRhythm })}</p>
          )}
          <ul>
            {rhythms.map(({ unitId, name, days }) => (
              <li
                key={unitId}
                className="flex min-h-(--row-h) flex-wrap items-center gap-3 border-line border-b px-(--pad) py-2 last:border-0"
              >
                <span className="grow font-semibold">{name}</span>
                <span className="num text-ink-2">{t('rhythm.every', { days })}</span>
                <ActionButton action={dropRhythm} fields={{ unitId }} size="small" variant="ghost">
                  {t('rhythm.drop')}
                </ActionButton>
              </li>
            ))}
          </ul>
        </Card>
        <Card>
          <RhythmForm
            usual={usualRhythm}
            words={{
              unit: t('rhythm.unit'),
              unitPlaceholder: t('filters.unitPlaceholder'),
              days: t('rhythm.days'),
              save: t('rhythm.save'),
              saved: t('rhythm.saved'),
            }}
          />
        </Card>
      </div>
    </div>
  )
}
