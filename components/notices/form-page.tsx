import { notFound } from 'next/navigation'
import { addDays, dayIn, zone } from '@/lib/clock'
import { findRightChoice, getNotice, listPositionChoices, nameAudience } from '@/lib/notices/queries'
import { mayDo, mayWrite } from '@/lib/notices/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { listTagChoices } from '@/lib/tags/queries'
import { getTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { PageHeader } from '../ui/page-header'
import { NoticeForm, type NoticeFormStart } from './notice-form'

const nothing: NoticeFormStart = {
  title: '',
  body: '',
  question: '',
  choices: [],
  rightChoice: '',
  units: [],
  families: [],
  tags: [],
  positions: [],
  arrivalDays: '',
  includesManagers: false,
  isMustRead: false,
  dueDays: '',
  expiresOn: '',
  files: [],
}

/** Writing a notice: a new one, a draft again, or the next version of what is published. */
export async function NoticeFormPage({ number }: { number?: string }) {
  const { actor, mode, notice, start, choices, tags } = await query(async (tx, actor) => {
    if (!mayWrite(actor)) notFound()
    const choices = await listPositionChoices(tx)
    const tags = await listTagChoices(tx)
    if (!number) return { actor, mode: 'new' as const, notice: undefined, start: nothing, choices, tags }
    const notice = await getNotice(tx, actor, number)
    const mode = (['change', 'revise'] as const).find(verb => mayDo(verb, actor, notice, actor.now))
    if (!mode) notFound()
    const names = await nameAudience(tx, notice)
    const right = notice.question ? await findRightChoice(tx, notice.id) : null
    const start: NoticeFormStart = {
      title: notice.title,
      body: notice.body,
      question: notice.question ?? '',
      choices: notice.choices,
      rightChoice: right === null ? '' : String(right),
      units: names.units.map(unit => ({ id: unit.id, label: unit.name })),
      families: notice.families,
      tags: notice.tagIds,
      positions: notice.positionIds,
      arrivalDays: String(notice.arrivalDays ?? ''),
      includesManagers: notice.includesManagers,
      isMustRead: notice.isMustRead,
      dueDays: String(notice.dueDays ?? ''),
      expiresOn: notice.expiresAt ? addDays(dayIn(zone, notice.expiresAt), -1) : '',
      files: notice.files.map(({ id, name }) => ({ id, name })),
    }
    return { actor, mode, notice, start, choices, tags }
  })
  const t = await getTranslations('notices')
  const form = await getTranslations('notices.form')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const title = form(`${mode}Title`)
  const choice = (n: number) => form('choice', { n })
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/notices` },
          ...(notice ? [{ label: notice.number, href: `${base}/notices/${notice.number}` }] : []),
          { label: title },
        ]}
      />
      <PageHeader title={title} detail={notice?.title} />
      <NoticeForm
        mode={mode}
        number={notice?.number}
        revision={notice?.revision}
        start={start}
        base={base}
        unitsUrl={actor.role === 'hr' ? `${base}/search/units` : undefined}
        choices={{
          families: choices.families,
          tags: tags.map(({ id, name }) => ({ value: id, label: name })),
          positions: choices.positions.map(({ id, name }) => ({ value: id, label: name })),
        }}
        words={{
          content: form('content'),
          title: form('title'),
          body: form('body'),
          bodyHint: form('bodyHint'),
          files: form('files'),
          filesHint: form('filesHint'),
          keep: form('keep'),
          audience: form('audience'),
          audienceHint: form('audienceHint'),
          units: form('units'),
          unitsHint: form('unitsHint'),
          unitsPlaceholder: form('unitsPlaceholder'),
          remove: form('remove', { name: '{name}' }),
          ownUnit: form('ownUnit', { unit: actor.unitName ?? '' }),
          families: form('families'),
          tags: form('tags'),
          positions: form('positions'),
          arrivalDays: form('arrivalDays'),
          arrivalHint: form('arrivalHint'),
          includesManagers: form('includesManagers'),
          signing: form('signing'),
          isMustRead: form('isMustRead'),
          dueDays: form('dueDays'),
          question: form('question'),
          questionHint: form('questionHint'),
          right: form('right'),
          rightNone: form('rightNone'),
          expiresOn: form('expiresOn'),
          expiresHint: form('expiresHint'),
          changeNote: form('changeNote'),
          changeNoteHint: form('changeNoteHint'),
          asksAgain: form('asksAgain'),
          optional: form('optional'),
          submit: form(mode === 'new' ? 'save' : mode === 'change' ? 'saveChange' : 'revise'),
          cancel: form('cancel'),
          choices: [choice(1), choice(2), choice(3), choice(4)],
        }}
      />
    </>
  )
}
