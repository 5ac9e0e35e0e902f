import { purposes } from '@/db/schema/identities'
import { revealRecord } from '@/lib/insurance/actions'
import type { RecordRow } from '@/lib/insurance/queries'
import { monthOf } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { FieldLink } from '../fields/field-link'
import type { FileOwner } from '../identities/file-cards'
import { RevealValue } from '../identities/reveal-value'
import { useRevealWords } from '../identities/reveal-words'
import { Card } from '../ui/card'

/** A person's latest months for HR, masked. */
export function RecordCard({
  records,
  person,
  fieldsAt,
}: {
  records: RecordRow[]
  person: FileOwner
  fieldsAt: string
}) {
  const t = useTranslations('insurance.records')
  const identities = useTranslations('identities')
  const words = useRevealWords('contributions', person.name)
  return (
    <Card title={t('title')} actions={<FieldLink at={fieldsAt} field="contributions" />} flush>
      {records.length === 0 && <p className="p-(--pad) text-ink-2">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {records.map(record => (
          <li key={record.id} className="grid gap-0.5 px-(--pad) py-1.5">
            <span className="flex flex-wrap items-center gap-x-3">
              <span className="num">{monthOf(record.month)}</span>
              <span>{record.city}</span>
              {record.isWithdrawn ? (
                <span className="text-ink-2">{t('withdrawn')}</span>
              ) : (
                <RevealValue
                  masked={t('masked')}
                  action={revealRecord}
                  fields={{ number: person.number, recordId: record.id }}
                  purposes={purposes
                    .filter(one => one !== 'own')
                    .map(one => ({ value: one, label: identities(`purposes.${one}`) }))}
                  words={words}
                />
              )}
            </span>
            {record.version > 1 && (
              <span className="text-ink-2 text-sm">
                {t('version', { n: record.version })} · {t('corrected', { reason: record.reason })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
