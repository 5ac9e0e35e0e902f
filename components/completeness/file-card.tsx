import type { ReactNode } from 'react'
import type { FileState } from '@/lib/completeness/queries'
import { type AnyItem, percentOf } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { Meter } from '../ui/meter'
import { useItemName } from './words'

/**
 * How complete a file is: the legal minimum first, then all that is asked for, and what is missing.
 * @param hrefOf where an item is kept; without it items are names only
 */
export function FileCard({
  state,
  title,
  actions,
  hrefOf,
  complete,
  children,
}: {
  state: FileState
  title?: string
  actions?: ReactNode
  hrefOf?: ((item: AnyItem) => string | undefined) | undefined
  /** What is said of a file that has everything. */
  complete?: string
  children?: ReactNode
}) {
  const t = useTranslations('completeness.card')
  const hidden = state.total - state.have - state.missing.length
  const legal = { have: state.legalHave, total: state.legalTotal }
  const lacks = legal.have < legal.total
  return (
    <Card title={title ?? t('title')} actions={actions} footer={t('rights')}>
      <div className="grid gap-3">
        <Meter
          label={t('legal')}
          value={legal.have}
          max={legal.total}
          owner={lacks ? 'bad' : 'hq'}
          detail={t('of', { ...legal, percent: percentOf(legal) })}
        />
        <Meter
          label={t('all')}
          value={state.have}
          max={state.total}
          detail={t('of', { have: state.have, total: state.total, percent: percentOf(state) })}
        />
        {state.missing.length > 0 && <MissingItems state={state} hrefOf={hrefOf} label={t('missing')} />}
        {state.have === state.total && (
          <p className="flex items-center gap-1.5 text-ok-ink">
            <Icon name="circle-check" />
            {complete ?? t('nothing')}
          </p>
        )}
        {hidden > 0 && (
          <p className="flex items-start gap-1.5 text-ink-2 text-sm">
            <Icon name="lock" className="mt-0.5 shrink-0" />
            {t('hidden', { n: hidden })}
          </p>
        )}
        {children}
      </div>
    </Card>
  )
}

/** What is missing, each with its sign: red with a word for what the law asks. */
export function MissingItems({
  state: { missing, legal, fields },
  hrefOf,
  label,
}: {
  state: Pick<FileState, 'missing' | 'legal' | 'fields'>
  hrefOf?: ((item: AnyItem) => string | undefined) | undefined
  label: string
}) {
  const t = useTranslations('completeness.card')
  const nameOf = useItemName(fields)
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {missing.map(item => {
        const isLegal = legal.some(one => one === item)
        const href = hrefOf?.(item)
        return (
          <li key={item}>
            <Badge tone={isLegal ? 'bad' : 'warn'} icon={isLegal ? 'alert-triangle' : 'circle-dashed'}>
              {isLegal && <span className="sr-only">{t('legalMissing')} </span>}
              {href ? (
                <a href={href} className="hover:underline">
                  {nameOf(item)}
                </a>
              ) : (
                nameOf(item)
              )}
            </Badge>
          </li>
        )
      })}
    </ul>
  )
}
