import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import {
  countTodo,
  findUpcoming,
  type InboxTab,
  inboxPageSize,
  inboxTabs,
  listInbox,
  type Upcoming,
} from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { pack } from '../ui/packed'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Tabs } from '../ui/tabs'
import { inboxLines } from './inbox-lines'
import { type InboxLine, InboxList } from './inbox-list'
import { openedOf } from './opened'
import { getWhen, type When } from './when'

/** 待办: everything that waits for the reader in one list, and what they did, started and follow in others; `sheet` shows what is opened. */
export async function InboxPage({ params, sheet }: { params: SearchParams; sheet?: ReactNode }) {
  const tab = inboxTabs.find(one => one === params.tab) ?? 'todo'
  const after =
    typeof params.after === 'string' && /^[^~]{10,40}~[0-9a-f-]{36}$/.test(params.after)
      ? params.after
      : undefined
  const { actor, found, open, upcoming } = await query(async (tx, actor) => {
    const [found, open] = await Promise.all([listInbox(tx, actor, tab, after), countTodo(tx, actor)])
    const isEmpty = tab === 'todo' && found.length === 0
    return { actor, found, open, upcoming: isEmpty ? await findUpcoming(tx, actor) : undefined }
  })
  const t = await getTranslations('requests.inbox')
  const actions = await getTranslations('requests.actions')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const opened = sheet ? openedOf(params)?.path : undefined
  const rows = found.slice(0, inboxPageSize)
  const next = found.length > inboxPageSize ? rows.at(-1)?.cursor : undefined
  const lines = await inboxLines(rows, tab, { actor, when })
  return (
    <>
      <Live topics={['request']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} />
      <Tabs
        label={t('title')}
        items={inboxTabs.map(one => ({
          href: withParams({}, { tab: one === 'todo' ? undefined : one }),
          label: t(`tabs.${one}`),
          current: one === tab,
          ...(one === 'todo' && { count: open }),
        }))}
      />
      <InboxKeys>
        <div
          className={clsx(
            opened && 'lg:grid lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:items-start lg:gap-(--gap)',
          )}
        >
          <Card flush className={clsx(opened && 'max-lg:hidden')}>
            {rows.length === 0 ? (
              <Nothing tab={tab} upcoming={upcoming} when={when} />
            ) : (
              <InboxList
                key={tab}
                label={t(`tabs.${tab}`)}
                lines={pack(lines)}
                beside={sheet ? { opened, list: withParams(params, { open: undefined }) } : undefined}
                words={{
                  revise: actions('revise'),
                  confirm: t('confirm'),
                  approve: actions('approve'),
                  reject: actions('reject'),
                  decline: actions('decline'),
                  handle: actions('open'),
                  look: t('view'),
                  sign: t('waiting.sign'),
                  read: t('waiting.read'),
                  write: t('waiting.write'),
                  send: t('waiting.send'),
                  learn: t('waiting.learn'),
                  tick: t('waiting.tick'),
                  unread: t('unread'),
                  choose: t('many.choose'),
                  chosen: t('many.chosen', { n: '{n}' }),
                  chooseAll: t('many.all'),
                  chooseNone: t('many.none'),
                  approveAll: t('many.approve', { n: '{n}' }),
                  approveTitle: t('many.title', { n: '{n}' }),
                  approveDetail: t('many.detail'),
                  approved: t('many.approved', { n: '{n}' }),
                  refused: t('many.refused', { n: '{n}' }),
                  refusedOne: t('many.refusedOne', {
                    what: '{what}',
                    number: '{number}',
                    message: '{message}',
                  }),
                }}
              />
            )}
          </Card>
          {opened && sheet}
        </div>
      </InboxKeys>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3" data-print="hide">
        <p className="text-ink-3 text-xs max-[56.25rem]:hidden">
          {keysOf(lines, opened !== undefined)
            .map(key => t(`keys.${key}`))
            .join(' · ')}
        </p>
        {next && (
          <LinkButton href={withParams({ tab: params.tab }, { after: next })} rel="next">
            {t('more')}
          </LinkButton>
        )}
      </div>
    </>
  )
}

type Key =
  | 'move'
  | 'open'
  | 'approve'
  | 'confirm'
  | 'reject'
  | 'decline'
  | 'choose'
  | 'do'
  | 'comment'
  | 'close'

/** The keys that do something here. */
function keysOf(lines: InboxLine[], isOpened: boolean): Key[] {
  if (lines.length === 0) return []
  const verbs = lines.map(line => line.verb)
  // whoever has only their own matters to decide does not reject anything: they do not agree
  const decides = verbs.includes('approve')
  const confirms = !decides && verbs.includes('confirm')
  const others = verbs.some(verb => verb && verb !== 'approve' && verb !== 'confirm')
  return [
    'move',
    'open',
    ...(decides ? (['approve', 'reject'] as const) : []),
    ...(confirms ? (['confirm', 'decline'] as const) : []),
    ...(verbs.filter(verb => verb === 'approve').length > 1 ? (['choose'] as const) : []),
    ...(others ? (['do'] as const) : []),
    ...(isOpened ? (['comment', 'close'] as const) : []),
  ]
}

async function Nothing({
  tab,
  upcoming,
  when,
}: {
  tab: InboxTab
  upcoming: Upcoming | undefined
  when: When
}) {
  const t = await getTranslations('requests.inbox.empty')
  const titles = await getTranslations('requests.titles')
  if (tab !== 'todo') {
    return <EmptyState icon={<Icon name="checks" />} title={t(tab)} detail={t(`${tab}Detail`)} />
  }
  const detail = upcoming
    ? t('todoNext', {
        date: when.weekday(upcoming.on),
        title: titles(upcoming.kind as 'dispatch', { employee: upcoming.employee, to: upcoming.to }),
      })
    : t('todoNone')
  return <EmptyState icon={<Icon name="checks" />} title={t('todo')} detail={detail} />
}
