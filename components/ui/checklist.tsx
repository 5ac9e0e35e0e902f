import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'
import { Icon } from './icon'
import { whole } from './whole'

export type ChecklistItem = {
  id: string
  label: ReactNode
  detail?: ReactNode
  icon?: ReactNode
  done?: boolean
  action?: ReactNode
}

/** Tiles of what will happen ("生效时将自动完成"), or of a hand-over with `done` marks. */
export function Checklist({ items, columns = 2 }: { items: ChecklistItem[]; columns?: 1 | 2 }) {
  const t = useTranslations('ui.checklist')
  return (
    <ul className={clsx('grid gap-2', columns === 2 && 'md:grid-cols-2')}>
      {items.map(item => (
        <li key={item.id} className="flex items-start gap-2.5 rounded-sm bg-surface-2 px-2.5 py-2">
          <span className={clsx('mt-[0.1em] text-md', item.done ? 'text-ok' : 'text-hq-ink')}>
            {item.done === undefined ? (
              (item.icon ?? <Icon name="circle-dashed" />)
            ) : item.done ? (
              <Icon name="circle-check" />
            ) : (
              <Icon name="circle-dashed" />
            )}
          </span>
          <span className="min-w-0 grow">
            {whole(item.label)}
            {item.done !== undefined && <span className="sr-only"> {t(item.done ? 'done' : 'open')}</span>}
            {item.detail && <span className="block text-ink-2 text-sm">{whole(item.detail)}</span>}
          </span>
          {item.action}
        </li>
      ))}
    </ul>
  )
}
