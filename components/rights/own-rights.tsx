import { askRights, withdrawRights } from '@/lib/rights/actions'
import type { Rights } from '@/lib/rights/queries'
import { rightsCategories, rightsKinds } from '@/lib/rights/rules'
import { getTranslations } from '@/lib/translations'
import type { When } from '../requests/when'
import { ActionButton } from '../ui/action-button'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { AnswerList } from './answer-list'
import { AskForm } from './ask-form'
import { RightsState } from './rights-state'

/** 更正与删除: what the reader asked for, and the legal answer to it. */
export async function OwnRights({
  requests,
  held,
  days,
  when,
}: {
  requests: Rights[]
  held: string | undefined
  days: number
  when: When
}) {
  const t = await getTranslations('rights')
  return (
    <Card
      title={t('me.title')}
      actions={
        <Dialog
          trigger={t('me.ask')}
          size="small"
          icon={<Icon name="shield-check" />}
          title={t('me.askTitle')}
          detail={t('me.detail', { days })}
        >
          <AskForm
            action={askRights}
            kinds={rightsKinds.map(kind => ({
              value: kind,
              label: t(`kinds.${kind}`),
              detail: t(kind === 'correct' ? 'me.correctDetail' : 'me.eraseDetail'),
            }))}
            categories={rightsCategories.map(one => ({ value: one, label: t(`categories.${one}`) }))}
            words={{
              kind: t('me.kind'),
              categories: t('me.categories'),
              reason: t('me.reason'),
              reasonHint: t('me.reasonHint'),
              submit: t('me.submit'),
              asked: t('me.asked'),
            }}
          />
        </Dialog>
      }
      flush
    >
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('me.detail', { days })}</p>
      {held !== undefined && (
        <div className="px-(--pad) pt-3">
          <Banner tone="warn">{t('me.held', { reason: held })}</Banner>
        </div>
      )}
      {requests.length === 0 && <p className="px-(--pad) pt-2 pb-3 text-ink-2 text-sm">{t('me.empty')}</p>}
      <ul className="mt-2 divide-y divide-line">
        {requests.map(request => (
          <li key={request.id} className="grid gap-2 px-(--pad) py-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{t(`kinds.${request.kind}`)}</span>
              <span className="num text-ink-3 text-sm">{request.number}</span>
              <RightsState request={request} />
            </p>
            <p className="text-ink-2 text-sm">
              {request.categories.map(one => t(`categories.${one}`)).join(' · ')}
            </p>
            {request.reason && <p className="whitespace-pre-line text-sm">{request.reason}</p>}
            {request.answers.length > 0 && <AnswerList answers={request.answers} />}
            {request.note && (
              <p className="whitespace-pre-line border-line border-s-2 ps-3">{request.note}</p>
            )}
            {request.status === 'answered' && request.closedAt && (
              <p className="num text-ink-3 text-sm">
                {t('page.answeredBy', {
                  name: request.answeredByName ?? '',
                  date: when.day(new Date(request.closedAt)),
                })}
              </p>
            )}
            {request.status === 'open' && (
              <ActionButton
                action={withdrawRights}
                fields={{ number: request.number }}
                size="small"
                variant="ghost"
              >
                {t('me.withdraw')}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
