import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { getWhen } from '@/components/requests/when'
import { AnswerList } from '@/components/rights/answer-list'
import { RightsBadge } from '@/components/rights/rights-state'
import { ActionButton } from '@/components/ui/action-button'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { DescList } from '@/components/ui/desc-list'
import { PageHeader } from '@/components/ui/page-header'
import { answerRights, withdrawRights } from '@/lib/rights/actions'
import { getRights, listLegalAnswers } from '@/lib/rights/queries'
import { mayAnswerRights } from '@/lib/rights/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata({ params }: PageProps<'/hq/rights/[number]'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** One request over somebody's data: what they ask and why, what law says of it, and HR's answer. */
export default async function RightsRequestPage({ params }: PageProps<'/hq/rights/[number]'>) {
  const { number } = await params
  const { actor, request, legal } = await query(async (tx, actor) => {
    if (!mayAnswerRights(actor.role)) notFound()
    const request = await getRights(tx, number)
    const isOpen = request.status === 'open' && request.kind === 'erase'
    return { actor, request, legal: isOpen ? await listLegalAnswers(tx, actor, request) : request.answers }
  })
  const t = await getTranslations('rights')
  const when = await getWhen(actor.now)
  const isOpen = request.status === 'open'
  const isEntered = request.enteredByName !== null && request.userId === actor.userId
  const isOwn = request.employeeId === actor.employeeId || isEntered
  // nothing is erased where the law keeps all of it
  const erasing = t(legal.some(one => one.outcome !== 'kept') ? 'page.eraseAnswer' : 'page.answer')
  return (
    <div className="mx-auto max-w-3xl">
      <Live topics={['notification']} />
      <Breadcrumb items={[{ label: t('title'), href: '/hq/rights' }, { label: request.number }]} />
      <PageHeader
        title={`${request.employeeName} · ${t(`kinds.${request.kind}`)}`}
        badge={<RightsBadge status={request.status} />}
        detail={<span className="num">{request.number}</span>}
        actions={
          <LinkButton href={`/hq/people/${request.employeeNumber}/file`}>{t('page.openFile')}</LinkButton>
        }
      />
      <div className="grid gap-(--gap)">
        <Card title={t('page.about')}>
          <DescList
            columns={1}
            items={[
              { label: t('page.asked'), value: when.day(new Date(request.createdAt)) },
              {
                label: t('page.due'),
                value: (
                  <span className="num">
                    {request.dueOn}
                    {isOpen && request.dueOn < actor.today && ` · ${t('list.late')}`}
                  </span>
                ),
              },
              {
                label: t('page.categories'),
                value: request.categories.map(one => t(`categories.${one}`)).join(' · '),
              },
              {
                label: t('page.reason'),
                value: <span className="whitespace-pre-line">{request.reason ?? t('page.unreadable')}</span>,
              },
              ...(request.enteredByName
                ? [
                    { label: t('for.enteredBy'), value: request.enteredByName },
                    { label: t('for.proof'), value: request.proof ?? t('page.unreadable') },
                  ]
                : []),
            ]}
          />
        </Card>
        {request.status !== 'withdrawn' && (
          <Card
            title={t('page.answerTitle')}
            footer={
              request.status === 'answered' &&
              request.closedAt &&
              t('page.answeredBy', {
                name: request.answeredByName ?? '',
                date: when.day(new Date(request.closedAt)),
              })
            }
          >
            <div className="grid gap-4">
              {legal.length > 0 && <AnswerList answers={legal} planned={isOpen} />}
              {request.note && (
                <p className="whitespace-pre-line border-line border-s-2 ps-3">{request.note}</p>
              )}
              {isOpen && isOwn && (
                <Banner
                  tone="info"
                  actions={
                    isEntered && (
                      <ActionButton
                        action={withdrawRights}
                        fields={{ number: request.number }}
                        size="small"
                        variant="ghost"
                      >
                        {t('me.withdraw')}
                      </ActionButton>
                    )
                  }
                >
                  {isEntered ? t('failure.entered') : t('page.ownHint')}
                </Banner>
              )}
              {isOpen && !isOwn && request.kind === 'erase' && (
                <>
                  <p className="text-ink-3 text-sm">{t('page.computed')}</p>
                  <div>
                    <ConfirmForm
                      action={answerRights}
                      fields={{ number: request.number }}
                      variant="primary"
                      trigger={erasing}
                      title={t('page.answerTitle')}
                      submit={erasing}
                      reason={{ name: 'note', label: t('page.note'), required: false }}
                    />
                  </div>
                </>
              )}
              {isOpen && !isOwn && request.kind === 'correct' && (
                <>
                  <p className="text-ink-3 text-sm">{t('page.correctHint')}</p>
                  <div>
                    <ConfirmForm
                      action={answerRights}
                      fields={{ number: request.number }}
                      variant="primary"
                      trigger={t('page.answer')}
                      title={t('page.answerTitle')}
                      submit={t('page.answer')}
                      category={{
                        name: 'outcome',
                        label: t('page.outcome'),
                        empty: '',
                        options: (['corrected', 'refused'] as const).map(one => ({
                          value: one,
                          label: t(`outcomes.${one}`),
                        })),
                      }}
                      reason={{
                        name: 'note',
                        label: t('page.note'),
                        hint: t('page.noteHint'),
                        required: false,
                      }}
                    />
                  </div>
                </>
              )}
            </div>
          </Card>
        )}
      </div>
    </div>
  )
}
