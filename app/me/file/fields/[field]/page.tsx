import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AudienceCard } from '@/components/fields/audience-card'
import { FieldHistory } from '@/components/fields/field-history'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { fieldName } from '@/lib/fields/input'
import { listFieldHistory } from '@/lib/fields/queries'
import { getOwnPerson } from '@/lib/people/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

type Props = PageProps<'/me/file/fields/[field]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = fieldName.safeParse((await params).field)
  const t = await getTranslations('fields.names')
  return { title: name.success ? t(name.data) : '' }
}

/** One field of one's own file: who else sees it, and who changed it when. */
export default async function OwnFieldPage({ params }: Props) {
  const field = fieldName.safeParse((await params).field).data ?? notFound()
  const found = await query(async (tx, actor) => {
    if (!actor.employeeId) return undefined
    const person = await getOwnPerson(tx, actor)
    return { actor, person, rows: await listFieldHistory(tx, person.number, field) }
  })
  if (!found) notFound()
  const { actor, person, rows } = found
  const t = await getTranslations('fields.names')
  const identities = await getTranslations('identities')
  return (
    <>
      <Breadcrumb items={[{ label: identities('ownTitle'), href: '/me/file' }, { label: t(field) }]} />
      <PageHeader title={t(field)} />
      <div className="grid items-start gap-(--gap) lg:grid-cols-2">
        <AudienceCard field={field} person={person} today={actor.today} looksAt="/me/privacy" />
        <FieldHistory field={field} person={person} actor={actor} rows={rows} requestsAt="/me/requests" />
      </div>
    </>
  )
}
