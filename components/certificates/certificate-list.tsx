import type { ReactNode } from 'react'
import type { CertificateRow } from '@/lib/certificates/queries'
import { type CertificateState, certificateState } from '@/lib/certificates/rules'
import { daysBetween } from '@/lib/clock'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon, type IconName } from '../ui/icon'

const looks: Record<CertificateState, { tone: Tone; icon: IconName }> = {
  good: { tone: 'ok', icon: 'circle-check' },
  expiresSoon: { tone: 'warn', icon: 'clock' },
  expired: { tone: 'bad', icon: 'alert-triangle' },
  replaced: { tone: 'mute', icon: 'archive' },
}

/** 证书与学历 of a person; what was renewed stays below what holds. */
export function CertificateList({
  certificates,
  today,
  actions,
  verbs,
}: {
  certificates: CertificateRow[]
  today: string
  actions?: ReactNode
  verbs?: (certificate: CertificateRow) => ReactNode
}) {
  const t = useTranslations('certificates')
  return (
    <Card title={t('card')} actions={actions} flush>
      {certificates.length === 0 && (
        <EmptyState icon={<Icon name="school" />} title={t('none')} detail={t('noneDetail')} />
      )}
      <ul>
        {certificates.map(certificate => (
          <li
            key={certificate.id}
            className="grid gap-1.5 border-line border-b px-(--pad) py-3 last:border-0"
          >
            <CertificateHead certificate={certificate} today={today} />
            <p className="num text-ink-2 text-sm">
              {[
                t('issued', { date: certificate.issuedOn, by: certificate.issuedBy }),
                certificate.number && t('number', { number: certificate.number }),
                certificate.expiresOn ? t('expires', { date: certificate.expiresOn }) : t('lasting'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {verbs?.(certificate)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function CertificateHead({ certificate, today }: { certificate: CertificateRow; today: string }) {
  const t = useTranslations('certificates')
  const state = certificateState(certificate, today)
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-semibold">{certificate.name}</span>
      <span className="text-ink-2 text-sm">{t(`kinds.${certificate.kind}`)}</span>
      <Badge {...looks[state]}>
        {t(`states.${state}`)}
        {state === 'expiresSoon' &&
          certificate.expiresOn &&
          ` · ${t('daysLeft', { days: daysBetween(today, certificate.expiresOn) })}`}
      </Badge>
    </p>
  )
}
