import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { documentKinds, purposes } from '@/db/schema/identities'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { DocumentSearch } from './document-search'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identities.search'))('title') }
}

/** Whose document it is: the number travels in the body of a form, never in an address. */
export default async function FindByDocumentPage() {
  if (!(await query(async (_tx, actor) => mayKeepIdentities(actor.role)))) notFound()
  const t = await getTranslations('identities')
  const people = await getTranslations('people.list')
  return (
    <>
      <Breadcrumb items={[{ label: people('title'), href: '/hq/people' }, { label: t('search.title') }]} />
      <PageHeader title={t('search.title')} detail={t('search.detail')} />
      <Card>
        <DocumentSearch
          kinds={documentKinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
          purposes={purposes
            .filter(one => one !== 'own')
            .map(value => ({ value, label: t(`purposes.${value}`) }))}
          words={{
            kind: t('search.kind'),
            number: t('search.number'),
            numberHint: t('search.numberHint'),
            purpose: t('reveal.purpose'),
            note: t('reveal.note'),
            noteHint: t('reveal.noteHint'),
            optional: t('optional'),
            submit: t('search.submit'),
            found: t('search.found'),
            present: t('search.present', { date: '{date}' }),
            left: t('search.left', { date: '{date}' }),
            open: t('search.open'),
            nobody: t('search.nobody'),
            nobodyDetail: t('search.nobodyDetail'),
          }}
        />
      </Card>
    </>
  )
}
