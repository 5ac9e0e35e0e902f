import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'
import { buttonClass } from './button'
import { Icon } from './icon'
import { type SearchParams, withParams } from './search-params'

/** Keyset paging: `previous` and `next` are cursors, sent as `before` and `after`. A count at `cap` reads "10000+". */
export function Pagination({
  params,
  total,
  cap = 10_000,
  previous,
  next,
}: {
  params: SearchParams
  total: number
  cap?: number
  previous?: string | undefined
  next?: string | undefined
}) {
  const t = useTranslations('ui.pagination')
  return (
    <nav
      aria-label={t('label')}
      className="flex items-center justify-between gap-3 px-(--pad) py-2 text-sm"
      data-print="hide"
    >
      <p className="num text-ink-2">{total >= cap ? t('many', { total: cap }) : t('total', { total })}</p>
      {(previous || next) && (
        <div className="flex gap-1">
          <PageLink href={previous && withParams(params, { before: previous, after: undefined })} rel="prev">
            <Icon name="chevron-left" />
            {t('previous')}
          </PageLink>
          <PageLink href={next && withParams(params, { after: next, before: undefined })} rel="next">
            {t('next')}
            <Icon name="chevron-right" />
          </PageLink>
        </div>
      )}
    </nav>
  )
}

function PageLink({ href, rel, children }: { href: string | undefined; rel: string; children: ReactNode }) {
  const look = clsx(buttonClass('plain', 'small'), !href && 'text-ink-3! hover:bg-surface')
  if (!href) return <span className={look}>{children}</span>
  return (
    <a href={href} rel={rel} className={look}>
      {children}
    </a>
  )
}
