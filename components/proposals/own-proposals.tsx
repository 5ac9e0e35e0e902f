import { proposalKinds } from '@/db/schema/proposals'
import { dayIn, zone } from '@/lib/clock'
import type { OpenProposal } from '@/lib/proposals/queries'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { ProposeDialog } from './propose-dialog'

/** 改资料: what the reader may propose for their own file, and what waits for HR. */
export function OwnProposals({ open }: { open: OpenProposal[] }) {
  const t = useTranslations('proposals')
  return (
    <Card id="propose" title={t('title')} flush>
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('detail')}</p>
      <ul className="mt-2 divide-y divide-line">
        {proposalKinds.map(kind => {
          const waiting = open.find(one => one.kind === kind)
          return (
            <li key={kind} className="flex items-center justify-between gap-x-3 px-(--pad) py-2">
              <span className="min-w-0">
                <span className="block font-semibold">{t(`kinds.${kind}`)}</span>
                <span className="block text-ink-2 text-sm">
                  {waiting ? <Waiting one={waiting} /> : t(`kindDetails.${kind}`)}
                </span>
              </span>
              {!waiting && <ProposeDialog kind={kind} trigger={t('title')} size="small" />}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Waiting({ one }: { one: OpenProposal }) {
  const t = useTranslations('proposals.open')
  const isReturned = one.status === 'returned'
  return (
    <a
      href={`/me/requests/${one.number}`}
      className="inline-flex flex-wrap items-center gap-2 hover:underline"
    >
      <Badge tone={isReturned ? 'warn' : 'hq'} icon={isReturned ? 'arrow-back-up' : 'clock'}>
        {t(isReturned ? 'returned' : 'waiting')}
      </Badge>
      <span className="num">{t('at', { date: dayIn(zone, new Date(one.submittedAt)) })}</span>
    </a>
  )
}

/** For HR, on a person's file: that the person proposes something, and where it is compared. */
export function ProposalNotice({ open, base }: { open: OpenProposal[]; base: string }) {
  const t = useTranslations('proposals')
  return (
    <Banner tone="info" title={t('open.title')}>
      <ul className="flex flex-wrap gap-x-4">
        {open.map(one => (
          <li key={one.number}>
            <a href={`${base}/requests/${one.number}`} className="underline">
              {t(`kinds.${one.kind}`)} <span className="num">{one.number}</span>
            </a>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
