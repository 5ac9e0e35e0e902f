'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect } from 'react'
import type { Choosing } from './chooser'
import { Icon } from './icon'

export type Choosable = {
  id: string
  label: string
  href: string
  detail?: string
  before?: ReactNode
  /** Steps below another one of the list. */
  depth?: number
  isCurrent?: boolean
}
export type ChoosableGroup = { id: string; label: string; items: Choosable[] }

/** What a Chooser offers: links in groups, and a line that says what can be done or what is the matter. */
export function ChooserList({
  choosing: { listId, active, setActive, setCount, close },
  label,
  groups,
  status,
}: {
  choosing: Choosing
  label: string
  groups: ChoosableGroup[]
  status: string
}) {
  const items = groups.flatMap(group => group.items)
  const count = items.length

  useEffect(() => setCount(count), [setCount, count])
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, active])

  return (
    <>
      <div
        role="listbox"
        id={listId}
        tabIndex={-1}
        aria-label={label}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5"
      >
        {groups.map(group => (
          <fieldset key={group.id} aria-label={group.label} className="pb-1">
            <p className="px-2.5 pt-1.5 pb-0.5 text-ink-3 text-xs" aria-hidden>
              {group.label}
            </p>
            {group.items.map(item => {
              const at = items.indexOf(item)
              return (
                <a
                  key={item.id}
                  id={`${listId}-${at}`}
                  href={item.href}
                  role="option"
                  tabIndex={-1}
                  aria-selected={at === active}
                  aria-current={item.isCurrent ? 'true' : undefined}
                  className={clsx(
                    'flex min-h-9 items-center gap-3 rounded-sm px-2.5 touch:min-h-12',
                    at === active && 'bg-hq-soft text-hq-ink',
                    item.isCurrent && 'font-semibold',
                  )}
                  onPointerMove={() => setActive(at)}
                  onClick={close}
                >
                  {item.depth ? <span style={{ width: `${item.depth * 12}px` }} /> : null}
                  {item.before}
                  <span className="truncate">{item.label}</span>
                  <span className="ms-auto truncate font-normal text-ink-3 text-sm">{item.detail}</span>
                  {item.isCurrent && <Icon name="check" className="text-hq" />}
                </a>
              )
            })}
          </fieldset>
        ))}
      </div>
      <p
        role="status"
        className={clsx(
          'border-line border-t px-4 py-2 text-ink-3 text-xs',
          // keys mean nothing to a finger
          count > 0 && 'pointer-coarse:sr-only',
        )}
      >
        {status}
      </p>
    </>
  )
}
