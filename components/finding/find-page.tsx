import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import { type FoundRow, findTexts } from '@/lib/finding/queries'
import { gathered, isFindable, kindsOf, longestWords, pathOfText, wordsOf } from '@/lib/finding/rules'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { QueryStrip } from '../ui/query-strip'
import { type SearchParams, withParams } from '../ui/search-params'
import { Tabs } from '../ui/tabs'
import { type FoundLine, FoundRows } from './found-rows'

/** 搜索内容: what was said in tickets, work reports and notices, as far as the seat may read them. */
export async function FindPage({ params }: { params: SearchParams }) {
  const q = textParam(params.q, longestWords) ?? ''
  const { actor, kinds, kind, found } = await query(async (tx, actor) => {
    const kinds = kindsOf(actor)
    if (kinds.length === 0) notFound()
    const kind = kinds.find(one => one === params.kind)
    const found = await findTexts(tx, actor, { q, kind, after: textParam(params.after, 600) })
    return { actor, kinds, kind, found }
  })
  const t = await getTranslations('finding')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  return (
    <InboxKeys>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} detail={t('detail')} />
      <Tabs
        label={t('kind')}
        items={[undefined, ...kinds].map(one => ({
          href: withParams({ q }, { kind: one }),
          label: t(`kinds.${one ?? 'all'}`),
          current: one === kind,
        }))}
      />
      <Card flush>
        <QueryStrip
          params={params}
          placeholder={t('placeholder')}
          keep={['kind']}
          resetHref={withParams({}, { kind })}
        />
        <div className="border-line border-t">
          {found.rows.length === 0 ? (
            <Nothing q={q} />
          ) : (
            <FoundRows label={t('results')} lines={await linesOf(found.rows, actor)} />
          )}
        </div>
      </Card>
      {(found.next || params.after) && (
        <div className="mt-3 flex justify-end gap-2">
          {params.after && <LinkButton href={withParams({ q }, { kind })}>{t('newest')}</LinkButton>}
          {found.next && (
            <LinkButton href={withParams({ q }, { kind, after: found.next })} rel="next">
              {t('older')}
            </LinkButton>
          )}
        </div>
      )}
    </InboxKeys>
  )
}

async function Nothing({ q }: { q: string }) {
  const t = await getTranslations('finding')
  const words = wordsOf(q)
  const state = words.length === 0 ? 'start' : isFindable(words) ? 'empty' : 'short'
  return (
    <EmptyState icon={<Icon name="search" />} title={t(state, { words: q })} detail={t(`${state}Detail`)} />
  )
}

async function linesOf(rows: FoundRow[], actor: Actor): Promise<FoundLine[]> {
  const t = await getTranslations('finding')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  return gathered(rows).map(row => ({
    id: row.id,
    href: pathOfText(base, row),
    kind: row.kind,
    kindText: t(`one.${row.kind}`),
    title: row.titlePieces,
    excerpt: row.excerpt,
    details: [
      row.kind === 'report' ? undefined : row.key,
      row.by,
      row.place,
      when.stamp(new Date(row.at)),
      row.more > 0 && t('more', { n: row.more }),
    ]
      .filter(Boolean)
      .join(' · '),
    internal: row.isInternal ? t('internal') : undefined,
    merged: row.mergedInto ? t('merged', { number: row.mergedInto }) : undefined,
  }))
}
