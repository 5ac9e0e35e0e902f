import type { Actor } from '@/lib/actor'
import type { Report } from '@/lib/reports/queries'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import type { FieldWords } from './field-input'
import type { KeptPhoto, PhotoFieldWords } from './photo-field'
import { WriteForm } from './write-form'

/** The form of a report, with what was written so far. */
export async function WriteCard({ report, actor }: { report: Report; actor: Actor }) {
  const t = await getTranslations('reports.write')
  const when = await getWhen(actor.now)
  const isDraft = report.status !== 'submitted'
  const photos: Record<string, KeptPhoto[]> = {}
  for (const { id, field, name } of report.photos)
    photos[field] = [...(photos[field] ?? []), { id, name, href: `/me/reports/${report.id}/photos/${id}` }]
  return (
    <Card>
      <div className="grid gap-4">
        {report.standing === 'missing' && <Banner tone="warn">{t('late')}</Banner>}
        {report.standing === 'excused' && <Banner tone="info">{t('excused')}</Banner>}
        {!isDraft && (
          <Banner tone="info">{t('editable', { time: when.stamp(new Date(report.dueAt)) })}</Banner>
        )}
        {report.intro && <p className="whitespace-pre-wrap text-ink-2">{report.intro}</p>}
        <WriteForm
          reportId={report.id}
          versionId={report.versionId}
          fields={report.fields}
          answers={report.answers}
          photos={photos}
          isDraft={isDraft}
          saved={report.savedAt ? t('saved', { time: when.stamp(new Date(report.savedAt)) }) : undefined}
          words={{
            submit: t(isDraft ? 'submit' : 'again'),
            save: t('save'),
            saving: t('saving'),
            saved: t('saved', { time: '{time}' }),
            unsaved: t('unsaved'),
            refused: t('refused', { reason: '{reason}' }),
            done: t('done'),
          }}
          fieldWords={await getFieldWords()}
          photoWords={await getPhotoWords()}
        />
      </div>
    </Card>
  )
}

export async function getFieldWords(): Promise<FieldWords> {
  const t = await getTranslations('reports.write')
  return {
    optional: t('optional'),
    range: t('range', { min: '{min}', max: '{max}' }),
    from: t('from', { min: '{min}' }),
    upTo: t('upTo', { max: '{max}' }),
  }
}

export async function getPhotoWords(): Promise<PhotoFieldWords> {
  const t = await getTranslations('reports.photo')
  return {
    add: t('add'),
    hint: t('hint', { n: '{n}' }),
    remove: t('remove', { name: '{name}' }),
    sending: t('sending'),
    lost: t('lost', { name: '{name}' }),
    retry: t('retry'),
  }
}
