import type { Metadata } from 'next'
import { HistoryList } from '@/components/people/history-list'
import { LinkButton } from '@/components/ui/button'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { listFieldNames } from '@/lib/custom/queries'
import { changeKind, rowId } from '@/lib/people/input'
import { listHistory } from '@/lib/people/queries'
import { changeKinds } from '@/lib/people/rules'
import { getTranslations } from '@/lib/translations'
import { PersonFrame } from '../person-frame'
import { readPerson } from '../read-person'

const pageSize = 50

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/changes'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** Everything that was ever done to a person's file, newest first. */
export default async function ChangesPage({
  params,
  searchParams,
}: PageProps<'/hq/people/[number]/changes'>) {
  const { number } = await params
  const typed = await searchParams
  const kind = changeKind.parse(typed.kind)
  const before = rowId.safeParse(typed.before).data ?? null
  const { actor, person, read } = await readPerson(number, async tx => ({
    history: await listHistory(tx, number, { limit: pageSize + 1, before, kind }),
    fields: await listFieldNames(tx),
  }))
  const t = await getTranslations('people.person')
  const rows = read.history.slice(0, pageSize)
  return (
    <PersonFrame person={person} actor={actor} tab="changes">
      <Tabs
        label={t('changeKinds.label')}
        items={changeKinds.map(one => ({
          href: withParams(typed, { kind: one === 'record' ? undefined : one, before: undefined }),
          label: t(`changeKinds.${one}`),
          current: one === kind,
        }))}
      />
      <HistoryList rows={rows} fields={read.fields} requestsAt="/hq/requests" />
      {read.history.length > pageSize && (
        <div className="mt-3 flex justify-end">
          <LinkButton href={withParams(typed, { before: rows.at(-1)?.id })} rel="next">
            {t('older')}
          </LinkButton>
        </div>
      )}
    </PersonFrame>
  )
}
