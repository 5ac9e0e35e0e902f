import { hasRequest } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { hasTicket } from '@/lib/tickets/queries'
import { getTranslations } from '@/lib/translations'
import { getTicketParts, TicketParts } from '../tickets/ticket-page'
import { LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { type SearchParams, withParams } from '../ui/search-params'
import { openedOf } from './opened'
import { getRequestParts, RequestParts } from './request-page'

/** What a row of the inbox opens beside it: the page of a request or a ticket without its way back. On a phone it takes the list's place. */
export async function InboxSheet({ params }: { params: SearchParams }) {
  const opened = openedOf(params)
  if (!opened) return null
  const { actor, request, ticket } = await query(async (tx, actor) => {
    const { kind, number } = opened
    const isRequest = kind === 'requests' && (await hasRequest(tx, number))
    const isTicket = kind === 'tickets' && (await hasTicket(tx, actor, number))
    return {
      actor,
      request: isRequest ? await getRequestParts(tx, actor, number) : undefined,
      ticket: isTicket ? await getTicketParts(tx, actor, number) : undefined,
    }
  })
  const t = await getTranslations('requests.inbox.beside')
  return (
    <aside
      key={opened.path}
      data-beside
      aria-label={t('label', { number: opened.number })}
      className="min-w-0 lg:sticky lg:top-[calc(var(--bar-h)+0.75rem)] lg:max-h-[calc(100dvh-var(--bar-h)-1.5rem)] lg:overflow-y-auto lg:rounded-md lg:border lg:border-line lg:bg-bg lg:p-(--pad)"
    >
      <div className="mb-3 flex items-center justify-between gap-2" data-print="hide">
        <LinkButton
          size="small"
          variant="ghost"
          icon={<Icon name="arrow-right" />}
          href={`${pathOfSeat(actor)}/${opened.path}`}
        >
          {t('whole')}
        </LinkButton>
        <LinkButton
          size="small"
          variant="ghost"
          icon={<Icon name="x" />}
          href={withParams(params, { open: undefined })}
        >
          {t('close')}
        </LinkButton>
      </div>
      {request && <RequestParts actor={actor} {...request} isBeside />}
      {ticket && <TicketParts actor={actor} {...ticket} isBeside />}
      {!request && !ticket && (
        <EmptyState icon={<Icon name="circle-x" />} title={t('gone')} detail={t('goneDetail')} />
      )}
    </aside>
  )
}
