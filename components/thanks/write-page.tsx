import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { noteReceiver } from '@/lib/thanks/input'
import { findReceiver, listReceivers, type Receiver, type ReceiverChoice } from '@/lib/thanks/queries'
import { mayHaveNotes } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import type { SearchParams } from '../ui/search-params'
import { formChoices } from './form-choices'
import { ReceiverPick } from './receiver-pick'
import { WriteForm } from './write-form'

/** Writing to somebody: whom first, because that decides what may be written. */
export async function WriteNotePage({ params }: { params: SearchParams }) {
  const to = textParam(params.to)
  const { actor, receiver, choices } = await query(async (tx, actor) => {
    if (!mayHaveNotes(actor.role)) notFound()
    const isReadable = to !== undefined && noteReceiver.safeParse(to).success
    return {
      actor,
      receiver: isReadable ? await findReceiver(tx, actor, to) : undefined,
      choices: await listReceivers(tx, actor),
    }
  })
  const t = await getTranslations('thanks')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  return (
    <div className="mx-auto max-w-2xl">
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/thanks` },
          { label: t('form.title') },
        ]}
      />
      <PageHeader title={t('form.title')} detail={t('form.hours')} />
      <Card>
        <div className="grid gap-4">
          <Whom actor={actor} to={to} receiver={receiver} choices={choices} />
          {receiver && (
            <WriteForm key={to} to={to ?? ''} base={base} {...(await formChoices(receiver, actor))} />
          )}
        </div>
      </Card>
    </div>
  )
}

async function Whom({
  actor,
  to,
  receiver,
  choices,
}: {
  actor: Actor
  to: string | undefined
  receiver: Receiver | undefined
  choices: ReceiverChoice[]
}) {
  const t = await getTranslations('thanks')
  const looksUp = actor.role === 'hr' || actor.role === 'head'
  if (!looksUp && choices.length === 0)
    return (
      <EmptyState icon={<Icon name="heart" />} title={t('form.nobody')} detail={t('form.nobodyDetail')} />
    )
  const chosen = receiver && {
    id: to ?? '',
    label: receiver.name,
    detail: t(`relations.${receiver.relation}`),
  }
  return (
    <>
      <ReceiverPick
        url={looksUp ? `${pathOfSeat(actor)}/search/people` : undefined}
        chosen={chosen}
        options={choices.map(one => ({
          value: one.userId,
          label: [one.name, t(`relations.${one.relation}`), one.detail].filter(Boolean).join(' · '),
        }))}
        texts={{
          label: t('form.to'),
          hint: t('form.toHint'),
          choose: t('form.choose'),
          search: t('form.search'),
        }}
      />
      {to && !receiver && (
        <EmptyState icon={<Icon name="heart" />} title={t('form.unknown')} detail={t('form.unknownDetail')} />
      )}
    </>
  )
}
