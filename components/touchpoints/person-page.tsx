import { notFound } from 'next/navigation'
import { touchpointTopics, touchpointWays } from '@/db/schema/touchpoints'
import { employeeNumber } from '@/lib/people/input'
import { listPhones } from '@/lib/people/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { followUp } from '@/lib/touchpoints/actions'
import { findDue, listTouchpoints, type Touchpoint } from '@/lib/touchpoints/queries'
import { oversees } from '@/lib/touchpoints/rules'
import { getTranslations, useTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { RecordForm } from './record-form'

/** The talks with one person in a store, and the form for the next; for whoever keeps in touch with them. */
export async function TouchpointPersonPage({ number }: { number: string }) {
  const found = await query(async (tx, actor) => {
    if (!employeeNumber.safeParse(number).success) return undefined
    const due = await findDue(tx, number)
    if (!due) return undefined
    const talks = await listTouchpoints(tx, due.employeeId)
    const phones = oversees(actor.role) ? await listPhones(tx, [number]) : undefined
    return { actor, due, talks, phone: phones?.get(number) }
  })
  if (!found) notFound()
  const { actor, due, talks, phone } = found
  const t = await getTranslations('touchpoints')
  const thanks = await getTranslations('thanks.verbs')
  const form = await getTranslations('touchpoints.form')
  const base = pathOfSeat(actor)
  return (
    <>
      <Live topics={['touchpoint']} />
      <Breadcrumb items={[{ label: t('title'), href: `${base}/touchpoints` }, { label: due.name }]} />
      <PageHeader
        title={due.name}
        detail={t('person.detail', { unit: due.unitName, home: due.homeName, date: due.arrivedOn })}
        actions={
          actor.portal === 'hq' && (
            <>
              {phone && (
                <LinkButton href={`tel:${phone}`} icon={<Icon name="phone" />}>
                  {t('person.call', { phone })}
                </LinkButton>
              )}
              <LinkButton href={`/hq/people/${due.number}`}>{t('person.file')}</LinkButton>
              {due.userId && (
                <LinkButton href={`/hq/thanks/new?to=${due.number}`}>{thanks('write')}</LinkButton>
              )}
            </>
          )
        }
      />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={t('person.history')} flush>
          {talks.length === 0 && <p className="p-(--pad) text-ink-2">{t('person.none')}</p>}
          <ul>
            {talks.map(talk => (
              <Talk key={talk.id} talk={talk} />
            ))}
          </ul>
        </Card>
        <Card title={t('person.record')} className="max-lg:order-first">
          <RecordForm
            key={talks[0]?.id ?? ''}
            number={due.number}
            today={actor.today}
            ways={touchpointWays.map(value => ({ value, label: t(`ways.${value}`) }))}
            topics={touchpointTopics.map(value => ({ value, label: t(`topics.${value}`) }))}
            words={{
              happenedOn: form('happenedOn'),
              way: form('way'),
              topic: form('topic'),
              chooseTopic: form('chooseTopic'),
              words: form('words'),
              wordsHint: form('wordsHint'),
              note: form('note'),
              noteHint: form('noteHint'),
              followUpOn: form('followUpOn'),
              followUpHint: form('followUpHint'),
              save: form('save'),
              saved: form('saved'),
            }}
          />
        </Card>
      </div>
    </>
  )
}

function Talk({ talk }: { talk: Touchpoint }) {
  const t = useTranslations('touchpoints')
  return (
    <li className="grid gap-1.5 border-line border-b px-(--pad) py-3 last:border-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="num font-semibold">{talk.happenedOn}</span>
        <Badge tone="hq">{t(`topics.${talk.topic}`)}</Badge>
        <span className="text-ink-2 text-sm">
          {t('own.line', { name: talk.authorName, way: t(`ways.${talk.way}`) })} ·{' '}
          {t('person.store', { store: talk.storeName })}
        </span>
      </p>
      {talk.words && (
        <p className="break-words">
          <span className="text-ink-3 text-sm">{t('person.forThem')} </span>
          {talk.words}
        </p>
      )}
      {talk.note && (
        <p className="break-words">
          <span className="text-ink-3 text-sm">{t('person.inner')} </span>
          {talk.note}
        </p>
      )}
      {talk.followUpOn && (
        <div className="flex flex-wrap items-center gap-2">
          {talk.followedUpAt ? (
            <Badge tone="ok" icon="check">
              {t('person.followedUp', { name: talk.followedUpByName ?? '' })}
            </Badge>
          ) : (
            <>
              <Badge tone="warn" icon="clock">
                {t('person.followUp', { date: talk.followUpOn })}
              </Badge>
              <ActionButton action={followUp} fields={{ id: talk.id }} size="small">
                {t('person.done')}
              </ActionButton>
            </>
          )}
        </div>
      )}
    </li>
  )
}
