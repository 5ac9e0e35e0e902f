import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'
import { Icon } from './icon'

export type DiffRow = {
  label: string
  from: ReactNode
  to: ReactNode
  /** Who the new value belongs to: a store's is marked with the ochre edge, headquarters' with the blue one. */
  owner?: 'hq' | 'store'
}

/** 变更对照: only what changes, the present on the left, what will be on the right. */
export function DiffTable({ rows, caption }: { rows: DiffRow[]; caption: string }) {
  const t = useTranslations('ui.diff')
  return (
    <table className="w-full table-fixed max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <colgroup className="max-sm:hidden">
        <col className="w-28" />
        <col />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('to')}</th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map(row => (
          <tr
            key={row.label}
            className="border-line border-b last:border-0 max-sm:grid max-sm:grid-cols-2 sm:[&>*]:h-(--row-h)"
          >
            <th
              scope="row"
              className="w-28 px-(--pad) py-1 text-start font-normal text-ink-2 max-sm:col-span-2 max-sm:w-auto max-sm:pt-2 max-sm:pb-0 max-sm:text-sm"
            >
              {row.label}
            </th>
            <td className="px-(--pad) py-1.5 text-ink-2">
              <span className="flex items-center justify-between gap-2">
                <span className="min-w-0 break-words">{row.from}</span>
                <Icon name="arrow-right" className="text-ink-3" />
              </span>
            </td>
            <td
              className={clsx(
                'break-words border-s-2 px-(--pad) py-1.5 font-medium',
                row.owner === 'store' ? 'border-store' : row.owner === 'hq' ? 'border-hq' : 'border-line',
              )}
            >
              {row.owner && <span className="sr-only">{t(row.owner)} </span>}
              {row.to}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
