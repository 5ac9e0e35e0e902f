import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { dayIn, zone } from '@/lib/clock'
import type { PersonConsent } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** What the person lets each store see, and since when; withdrawn ones stay readable as such. */
export function ConsentList({
  consents,
  title,
  actions,
}: {
  consents: PersonConsent[]
  title?: string
  actions?: ReactNode
}) {
  const t = useTranslations('people')
  const day = (at: string) => dayIn(zone, new Date(at))
  return (
    <Card title={title ?? t('person.consents')} actions={actions}>
      {consents.length === 0 && <p className="text-ink-2">{t('person.noConsents')}</p>}
      <ul className="grid gap-3">
        {consents.map(consent => {
          const stands = consent.withdrawnAt === null
          const scopes = [
            t('consent.base'),
            consent.includesPerformance && t('consent.performance'),
            consent.includesTraining && t('consent.training'),
          ].filter(Boolean)
          return (
            <li key={consent.id} className="grid gap-1">
              <span className="flex flex-wrap items-center justify-between gap-2">
                <span>
                  {consent.partnerName
                    ? t('consent.to', { store: consent.unitName, partner: consent.partnerName })
                    : consent.unitName}
                </span>
                <Badge tone={stands ? 'ok' : 'mute'} icon={stands ? 'shield-check' : 'shield-off'}>
                  {stands
                    ? t('consent.given', { date: day(consent.givenAt) })
                    : consent.hasLapsed
                      ? t('consent.lapsed')
                      : t('consent.withdrawn', { date: day(consent.withdrawnAt ?? '') })}
                </Badge>
              </span>
              <span className="text-ink-2 text-sm">{scopes.join(' · ')}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
