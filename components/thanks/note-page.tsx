import { notFound } from 'next/navigation'
import { isId } from '@/lib/id'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getNote } from '@/lib/thanks/queries'
import { mayHaveNotes, verbsOf } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { formChoices } from './form-choices'
import { NoteMarks, NoteWords } from './note-cards'
import { noteLines } from './note-lines'
import { NoteRead } from './note-read'
import { AnswerForm, ChangeNote, WithdrawNote } from './note-verbs'

/** One note: its words, who sees it, and what the reader may do about it. */
export async function NotePage({ id }: { id: string }) {
  const { actor, note } = await query(async (tx, actor) => {
    if (!mayHaveNotes(actor.role) || !isId(id)) notFound()
    return { actor, note: await getNote(tx, id) }
  })
  const t = await getTranslations('thanks')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const verbs = verbsOf(note, actor)
  const [line] = await noteLines([note], actor)
  if (!line) notFound()
  const kind = t(`kinds.${note.kind}`)
  const places = line.place || portals('hq')
  const heading = t('note.heading', { author: note.authorName, receiver: note.receiverName, kind })
  return (
    <div className="mx-auto max-w-2xl">
      <Live topics={[`note/${note.id}`]} />
      {note.receiverUserId === actor.userId || note.authorUserId === actor.userId ? (
        <NoteRead id={note.id} />
      ) : null}
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/thanks` },
          { label: line.people },
        ]}
      />
      <PageHeader
        title={heading}
        detail={[line.at, line.place, line.changed].filter(Boolean).join(' · ')}
        actions={
          <>
            {verbs.includes('change') && (
              <ChangeNote
                id={note.id}
                kind={note.kind}
                start={{
                  topic: note.topic,
                  tone: note.tone ?? '',
                  body: note.body,
                  sight: note.isShared ? 'shared' : 'private',
                  evidenceOn: note.evidenceOn ?? '',
                }}
                choices={await formChoices(note, actor, note.evidenceOn)}
                texts={{ trigger: t('verbs.change'), title: t('form.changeTitle'), detail: t('form.hours') }}
              />
            )}
            {verbs.includes('withdraw') && (
              <WithdrawNote
                id={note.id}
                texts={{
                  trigger: t('verbs.withdraw'),
                  title: t('verbs.withdrawTitle', { kind }),
                  detail: t('verbs.withdrawDetail'),
                  done: t('verbs.withdrawn'),
                }}
              />
            )}
          </>
        }
      />
      <Card
        footer={
          <>
            <span className="font-medium">{t('seen.title')}</span> · {t(`seen.${line.sight.is}`, { places })}
            {note.withdrawnAt && <> · {t('note.withdrawnDetail', { time: when.stamp(note.withdrawnAt) })}</>}
          </>
        }
      >
        <NoteMarks line={line} />
        <NoteWords line={line} />
        {verbs.includes('answer') && (
          <AnswerForm
            id={note.id}
            texts={{
              label: t('verbs.answerLabel'),
              hint: t('verbs.answerHint', { kind }),
              submit: t('verbs.answer'),
              done: t('verbs.answered'),
            }}
          />
        )}
      </Card>
    </div>
  )
}
