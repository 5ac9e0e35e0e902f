import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AudienceCard } from '@/components/fields/audience-card'
import { FieldHistory } from '@/components/fields/field-history'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { fieldName } from '@/lib/fields/input'
import { employeeNumber } from '@/lib/people/input'
import { findPersonByNumber } from '@/lib/people/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

type Props = PageProps<'/store/[unit]/team/[number]/fields/[field]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, field } = await params
  const t = await getTranslations('fields.names')
  const name = fieldName.safeParse(field)
  return { title: name.success ? `${number} ${t(name.data)}` : number }
}

/** One field of somebody in the store: who may see it, and why the store does not where it does not. */
export default async function TeamFieldPage({ params }: Props) {
  const { number, field: asked } = await params
  const field = fieldName.safeParse(asked).data ?? notFound()
  const found = await query(async (tx, actor) => {
    if (!employeeNumber.safeParse(number).success) return undefined
    const person = await findPersonByNumber(tx, actor, number)
    return person && { actor, person }
  })
  if (!found) notFound()
  const { actor, person } = found
  const t = await getTranslations('fields.names')
  const people = await getTranslations('people.team')
  const at = pathOfSeat(actor)
  return (
    <>
      <Breadcrumb
        items={[
          { label: people('title'), href: `${at}/team` },
          { label: person.name, href: `${at}/team/${number}` },
          { label: t(field) },
        ]}
      />
      <PageHeader title={t(field)} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-2">
        <AudienceCard field={field} person={person} today={actor.today} />
        <FieldHistory
          field={field}
          person={person}
          actor={actor}
          lacksConsent={person.consents.every(consent => consent.withdrawnAt !== null)}
          rows={[]}
          requestsAt={`${at}/requests`}
        />
      </div>
    </>
  )
}
