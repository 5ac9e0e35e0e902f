import type { CertificateFace } from '@/lib/certificates/queries'
import type { TermRow } from '@/lib/contracts/queries'
import { endOf, inForceOn, lastDayOf } from '@/lib/contracts/rules'
import { useTranslations } from '@/lib/translations'
import { FieldLink } from '../fields/field-link'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { Icon } from '../ui/icon'

/** What a store sees with the person's consent: until when the contract holds, and which certificates are good. */
export function StoreTermCard({
  terms,
  certificates,
  lacksConsent,
  today,
  fieldsAt,
}: {
  terms: TermRow[]
  certificates: CertificateFace[]
  lacksConsent: boolean
  today: string
  fieldsAt: string
}) {
  const t = useTranslations('contracts')
  const current = inForceOn(terms, today)
  const end = current && endOf(current)
  const term =
    current &&
    [
      t(`kinds.${current.kind}`),
      end
        ? t('until', { from: current.startsOn, to: lastDayOf(end) })
        : t('openUntil', { from: current.startsOn }),
    ].join(' · ')
  const hidden = (
    <span className="inline-flex items-center gap-1.5 text-ink-2">
      <Icon name="lock" />
      {t('store.hidden')}
    </span>
  )
  return (
    <Card title={t('store.title')}>
      <DescList
        columns={1}
        items={[
          {
            label: t('store.term'),
            value: lacksConsent ? hidden : (term ?? t('store.none')),
            more: <FieldLink at={fieldsAt} field="contract" />,
          },
          {
            label: t('store.certificates'),
            more: <FieldLink at={fieldsAt} field="certificates" />,
            value: lacksConsent ? (
              hidden
            ) : certificates.length === 0 ? (
              t('store.noCertificates')
            ) : (
              <ul className="grid gap-1">
                {certificates.map(one => (
                  <li key={one.id}>
                    {one.name}{' '}
                    <span className="num text-ink-2 text-sm">
                      {one.expiresOn ? t('store.expires', { date: one.expiresOn }) : t('store.lasting')}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Card>
  )
}
