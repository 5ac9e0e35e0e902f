import type { Actor } from '@/lib/actor'
import type { Note } from '@/lib/thanks/queries'
import { getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { NoteCards } from './note-cards'
import { noteLines } from './note-lines'

/** On a person's page: what was written to them and the reader may see, the latest first. */
export async function PersonNotes({ notes, actor }: { notes: Note[]; actor: Actor }) {
  const t = await getTranslations('thanks.person')
  return (
    <Card title={t('title')} flush>
      {notes.length === 0 ? (
        <p className="p-(--pad) text-ink-2">{t('empty')}</p>
      ) : (
        <NoteCards label={t('title')} lines={await noteLines(notes, actor)} />
      )}
    </Card>
  )
}
