import type { StoreFileState, StoreFiles } from '@/lib/completeness/queries'
import { percentOf } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { Meter } from '../ui/meter'
import { useItemName } from './words'

/** What a store hears of somebody's file: how much of it is there, and whether they lack what they need to work. */
export function StoreFileCard({
  state,
  lacksConsent,
}: {
  state: StoreFileState | undefined
  lacksConsent: boolean
}) {
  const t = useTranslations('completeness.store')
  const nameOf = useItemName()
  return (
    <Card title={t('title')}>
      {lacksConsent || !state ? (
        <p className="flex items-center gap-1.5 text-ink-2">
          <Icon name="lock" />
          {t('hidden')}
        </p>
      ) : (
        <div className="grid gap-3">
          <Meter label={t('share')} value={state.have} max={state.total} detail={`${percentOf(state)}%`} />
          {state.missing.length > 0 ? (
            <p className="flex flex-wrap items-center gap-1.5">
              {t('lackingTitle')}
              {state.missing.map(item => (
                <Badge key={item} tone="bad" icon="alert-triangle">
                  {nameOf(item)}
                </Badge>
              ))}
            </p>
          ) : (
            <p className="flex items-center gap-1.5 text-ok-ink">
              <Icon name="circle-check" />
              {t('none')}
            </p>
          )}
        </div>
      )}
    </Card>
  )
}

/** The same for a store's team: one share, and whoever lacks something of it. */
export function StoreFilesCard({ files, at }: { files: StoreFiles; at: string }) {
  const t = useTranslations('completeness.store')
  const nameOf = useItemName()
  if (files.total === 0) return null
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        <Meter label={t('teamDetail')} value={files.have} max={files.total} detail={`${percentOf(files)}%`} />
        {files.lacking.length > 0 && (
          <div className="grid gap-1">
            <p className="text-ink-2 text-sm">{t('lackingTitle')}</p>
            <ul className="grid gap-1">
              {files.lacking.map(one => (
                <li key={one.number} className="flex flex-wrap items-center gap-1.5">
                  <a href={`${at}/team/${one.number}`} className="font-semibold hover:underline">
                    {one.name}
                  </a>
                  {one.missing.map(item => (
                    <Badge key={item} tone="bad" icon="alert-triangle">
                      {nameOf(item)}
                    </Badge>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
