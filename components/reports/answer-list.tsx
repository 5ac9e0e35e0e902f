import type { Report } from '@/lib/reports/queries'
import type { Field } from '@/lib/templates/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Icon } from '../ui/icon'

/** What was answered, under what was asked, in the version that it answers. */
export async function AnswerList({ report, base }: { report: Report; base: string }) {
  return (
    <dl className="grid gap-4">
      {report.fields.map(field => (
        <div key={field.key}>
          <dt className="text-ink-2 text-sm">{field.label}</dt>
          <dd className="mt-0.5">
            <Answer field={field} report={report} base={base} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

async function Answer({ field, report, base }: { field: Field; report: Report; base: string }) {
  const t = await getTranslations('reports.answer')
  const chosen = [report.answers[field.key] ?? []].flat()
  const photos = report.photos.filter(photo => photo.field === field.key)
  if (field.kind === 'checklist') return <Ticks field={field} ticked={chosen} />
  if (field.kind === 'photo' ? photos.length === 0 : chosen.length === 0)
    return <span className="text-ink-3">{t('none')}</span>
  switch (field.kind) {
    case 'number':
      return (
        <span>
          <span className="num font-semibold text-xl">{groupedDigits(chosen[0] ?? '')}</span>
          {field.unit && <span className="ms-1 text-ink-2">{field.unit}</span>}
        </span>
      )
    case 'photo':
      return (
        <ul className="flex flex-wrap gap-2">
          {photos.map((photo, index) => {
            const href = `${base}/reports/${report.id}/photos/${photo.id}`
            return (
              <li key={photo.id}>
                <a href={href} download className="block rounded-sm border border-line">
                  <img
                    src={href}
                    alt={t('photo', { label: field.label, n: index + 1 })}
                    loading="lazy"
                    className="size-28 rounded-sm object-cover"
                  />
                </a>
              </li>
            )
          })}
        </ul>
      )
    default:
      return (
        <p className="whitespace-pre-wrap break-words">
          {(await getFormatter()).list(chosen, { style: 'narrow' })}
        </p>
      )
  }
}

async function Ticks({ field, ticked }: { field: Field; ticked: string[] }) {
  const t = await getTranslations('reports.answer')
  return (
    <>
      <p className="num text-ink-2 text-sm">{t('of', { n: ticked.length, total: field.options.length })}</p>
      <ul className="mt-1 grid gap-1">
        {field.options.map(option => {
          const isDone = ticked.includes(option)
          return (
            <li key={option} className="flex items-center gap-2">
              {isDone ? (
                <Icon name="check" className="shrink-0 text-ok" />
              ) : (
                <Icon name="x" className="shrink-0 text-bad" />
              )}
              <span className="sr-only">{t(isDone ? 'ticked' : 'unticked')}</span>
              {option}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** "12345.60" as "12,345.60": the digits themselves, which a number would lose. */
export function groupedDigits(text: string): string {
  const [whole = '', ...rest] = text.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.')
}
