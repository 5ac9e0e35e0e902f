import type { Actor } from '@/lib/actor'
import { lastDayOf } from '@/lib/contracts/rules'
import { needsWish } from '@/lib/renewals/rules'
import type { About } from '@/lib/requests/queries'
import { getTranslations } from '@/lib/translations'
import type { Request } from '@/lib/workflow/queries'
import { getWhen } from '../requests/when'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { RenewForm } from './agree-form'

/** The contract that is to follow, what the law says of it, and the person's word. */
export async function RenewalCard({
  about: { renewal, due },
  request,
  actor,
  asks,
}: {
  about: Extract<About, { subject: 'renewal' }>
  request: Request
  actor: Actor
  asks: boolean
}) {
  const t = await getTranslations('renewals')
  const contracts = await getTranslations('contracts')
  const kinds = await getTranslations('contracts.kinds')
  const when = await getWhen(actor.now)
  const { kind, startsOn, endsOn, position, place, isFixedByWish, wishedAt } = renewal
  const term = endsOn
    ? contracts('until', { from: startsOn, to: lastDayOf(endsOn) })
    : contracts('openUntil', { from: startsOn })
  const isUndecided = request.status === 'in_progress' || request.status === 'returned'
  const asksWish = due !== undefined && needsWish(kind, true)
  return (
    <>
      {due && isUndecided && (
        <Banner tone="warn" title={t('due', due)}>
          {kind === 'fixed_term' && !isFixedByWish && <p>{t('dueFixed')}</p>}
        </Banner>
      )}
      <Card title={contracts('card')} className={asks ? 'border-hq!' : ''}>
        <div className="grid gap-4">
          <DescList
            columns={1}
            items={[
              { label: t('fields.kind'), value: kinds(kind) },
              { label: t('fields.term'), value: <span className="num">{term}</span> },
              { label: t('fields.position'), value: position },
              { label: t('fields.place'), value: place },
              {
                label: t('fields.wish'),
                value:
                  isFixedByWish && wishedAt ? t('wished', { time: when.stamp(wishedAt) }) : t('notWished'),
              },
            ]}
          />
          {asks && (
            <RenewForm
              number={request.number}
              texts={{
                note: t('note'),
                submit: t('agree'),
                done: t('done'),
                wish: asksWish ? t('wish') : undefined,
              }}
            >
              {asksWish && due && (
                <p className="text-ink-2 text-sm">{t('wishDetail', { source: due.source })}</p>
              )}
            </RenewForm>
          )}
        </div>
      </Card>
    </>
  )
}
