import type { ReactNode } from 'react'
import type { Scan, ScanVersion } from '@/lib/documents/queries'
import { expiryOn } from '@/lib/documents/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'

/**
 * Documents of one person, each with its state, how long it is good and what can be done with it.
 * @param verbs of a document; `link` is how one version of it is had
 */
export function DocumentList({
  scans,
  today,
  now,
  caption,
  verbs,
  link,
}: {
  scans: Scan[]
  today: string
  now: Date
  caption: string
  verbs: (scan: Scan) => ReactNode
  link: (scan: Scan, version: ScanVersion) => ReactNode
}) {
  const t = useTranslations('documents')
  const format = useFormatter()
  return (
    <ul aria-label={caption} className="divide-y divide-line">
      {scans.map(scan => {
        const [newest, ...older] = scan.versions
        return (
          <li
            key={scan.id}
            className="grid items-start gap-x-6 gap-y-2 px-(--pad) py-3 min-[60rem]:grid-cols-[minmax(0,1fr)_auto]"
          >
            <div className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-semibold">{scan.title || t(`kinds.${scan.kind}`)}</span>
                {scan.title && <span className="text-ink-2 text-sm">{t(`kinds.${scan.kind}`)}</span>}
                <StateBadge scan={scan} />
                <ExpiryBadge expiresOn={scan.expiresOn} today={today} />
                <span title={t(`whoSees.${scan.class}`)}>
                  <Badge icon={scan.class === 'identity' ? 'lock' : undefined}>
                    {t(`classes.${scan.class}`)}
                  </Badge>
                </span>
              </p>
              {newest && (
                <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
                  <span className="num">{t('version', { n: newest.number })}</span>
                  <span>
                    {t('uploaded', {
                      name: newest.uploadedByName,
                      when: format.relativeTime(new Date(newest.uploadedAt), now),
                    })}
                  </span>
                  <span className="num">
                    {t('size', { kind: t(`formats.${newest.contentType}`), size: sizeOf(newest.size) })}
                  </span>
                </p>
              )}
              <Decision scan={scan} now={now} />
              {older.length > 0 && (
                <details className="text-sm">
                  <summary className="w-fit cursor-pointer text-hq-ink">
                    {t('versions')} <span className="num">{older.length}</span>
                  </summary>
                  <ul className="mt-1 grid gap-1">
                    {older.map(version => (
                      <li key={version.id} className="flex flex-wrap items-center gap-2 text-ink-2">
                        <span className="num">{t('version', { n: version.number })}</span>
                        <span>
                          {t('uploaded', {
                            name: version.uploadedByName,
                            when: format.relativeTime(new Date(version.uploadedAt), now),
                          })}
                        </span>
                        {link(scan, version)}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
            <span className="flex flex-wrap gap-2 min-[60rem]:justify-end">
              {newest && link(scan, newest)}
              {verbs(scan)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const looks = {
  unverified: { tone: 'warn', icon: 'hourglass' },
  verified: { tone: 'ok', icon: 'circle-check' },
  returned: { tone: 'bad', icon: 'arrow-back-up' },
} as const

function StateBadge({ scan }: { scan: Scan }) {
  const t = useTranslations('documents.states')
  return <Badge {...looks[scan.state]}>{t(scan.state)}</Badge>
}

const expiryLooks = {
  expired: { tone: 'bad', icon: 'calendar-off' },
  soon: { tone: 'warn', icon: 'clock-exclamation' },
  fine: { tone: 'mute', icon: 'calendar-check' },
} as const

function ExpiryBadge({ expiresOn, today }: { expiresOn: string | null; today: string }) {
  const t = useTranslations('documents.expiry')
  const expiry = expiryOn(expiresOn, today)
  if (!expiry || !expiresOn) return null
  return <Badge {...expiryLooks[expiry]}>{t(expiry, { date: expiresOn })}</Badge>
}

function Decision({ scan, now }: { scan: Scan; now: Date }) {
  const t = useTranslations('documents')
  const format = useFormatter()
  const { decidedAt, decidedByName: name } = scan
  if (!decidedAt || !name) return null
  const when = format.relativeTime(new Date(decidedAt), now)
  return scan.state === 'returned' ? (
    <p className="text-bad-ink text-sm">{t('returnedBy', { name, when, reason: scan.stateReason })}</p>
  ) : (
    <p className="text-ink-3 text-sm">{t('verifiedBy', { name, when })}</p>
  )
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}
