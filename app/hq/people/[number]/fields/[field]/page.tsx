import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AudienceCard } from '@/components/fields/audience-card'
import { FieldHistory } from '@/components/fields/field-history'
import { fieldName } from '@/lib/fields/input'
import { listFieldHistory } from '@/lib/fields/queries'
import { type FileField, fileFields, reachOf } from '@/lib/fields/rules'
import { personPath } from '@/lib/people/rules'
import { getTranslations } from '@/lib/translations'
import { PersonFrame } from '../../person-frame'
import { readPerson } from '../../read-person'

type Props = PageProps<'/hq/people/[number]/fields/[field]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, field } = await params
  const t = await getTranslations('fields.names')
  const name = fieldName.safeParse(field)
  return { title: name.success ? `${number} ${t(name.data)}` : number }
}

/** One field of a file: who may see it, and how it came to be what it is. */
export default async function FieldPage({ params }: Props) {
  const { number, field: asked } = await params
  const field: FileField = fieldName.safeParse(asked).data ?? notFound()
  const t = await getTranslations('fields')
  const { actor, person, read } = await readPerson(number, async (tx, actor) =>
    reachOf(field, actor.role) === 'none' ? [] : listFieldHistory(tx, number, field),
  )
  const { tab } = fileFields[field]
  return (
    <PersonFrame person={person} actor={actor} tab={tab}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="font-semibold text-lg">{t(`names.${field}`)}</h2>
        <a href={personPath(number, tab)} className="text-hq-ink hover:underline">
          {t('back')}
        </a>
      </div>
      <div className="grid items-start gap-(--gap) lg:grid-cols-2">
        <AudienceCard
          field={field}
          person={person}
          today={actor.today}
          looksAt={personPath(number, 'file')}
        />
        <FieldHistory
          field={field}
          person={person}
          actor={actor}
          rows={read}
          requestsAt="/hq/requests"
          allAt={personPath(number, 'changes')}
        />
      </div>
    </PersonFrame>
  )
}
