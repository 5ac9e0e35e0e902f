import { Card } from '@/components/ui/card'
import { Lifeline } from '@/components/ui/lifeline'
import type { Person } from '@/lib/people/queries'
import { stretchesOf } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** A person's assignments as one line; each stretch leads to its row in the table of assignments. */
export function LifelineCard({
  person,
  today,
  title,
  stretchesAt,
}: {
  person: Person
  today: string
  title?: string
  /** The page with the table of assignments, where that is another. */
  stretchesAt?: string
}) {
  const t = useTranslations('people.person')
  if (person.stays.length === 0) return null
  return (
    <Card title={title ?? t('lifeline')}>
      <Lifeline
        stretches={stretchesOf(person.stays, person.leftOn, today, stretchesAt)}
        today={today}
        label={t('lifelineOf', { name: person.name })}
      />
    </Card>
  )
}
