import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SetRate } from '@/components/insurance/scheme-forms'
import { RateHistory, RateTable } from '@/components/insurance/scheme-rates'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { isId } from '@/lib/id'
import { findScheme, listRates } from '@/lib/schemes/queries'
import { firstOf, mayKeepInsurance } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schemes'))('title') }
}

/** What one scheme asks for this month, and everything that it ever asked for. */
export default async function SchemePage({ params }: PageProps<'/hq/insurance/schemes/[id]'>) {
  const { id } = await params
  const found = await query(async (tx, actor) => {
    if (!mayKeepInsurance(actor.role) || !isId(id)) return undefined
    const scheme = await findScheme(tx, id)
    return scheme && { scheme, rates: await listRates(tx, id), month: firstOf(actor.today) }
  })
  if (!found) notFound()
  const { scheme, rates, month } = found
  const t = await getTranslations('schemes')
  const name = t('name', { city: scheme.city, residence: t(`residence.${scheme.residence}`) })
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/hq/insurance/schemes' }, { label: name }]} />
      <PageHeader title={name} actions={<SetRate scheme={scheme} />} />
      <div className="grid gap-(--gap)">
        <RateTable rates={rates} month={month} verbs={rate => <SetRate scheme={scheme} rate={rate} />} />
        <RateHistory rates={rates} month={month} />
      </div>
    </>
  )
}
