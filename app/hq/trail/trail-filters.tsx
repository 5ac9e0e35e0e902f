import { DateField } from '@/components/ui/input'
import { Picker } from '@/components/ui/picker'
import { Filter, QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import type { SearchParams } from '@/components/ui/search-params'
import type { TrailParams } from '@/lib/account/input'
import type { Concerned } from '@/lib/account/queries'
import { trailActions } from '@/lib/trail'
import { useTranslations } from '@/lib/translations'

export function TrailFilters({
  params,
  filter,
  person,
}: {
  params: SearchParams
  filter: TrailParams
  person: Concerned | undefined
}) {
  const t = useTranslations('account')
  const actions = trailActions.map(action => ({ value: action, label: t(`trail.${action}`) }))
  return (
    <QueryStrip params={params} placeholder={t('trailPage.search')} resetHref="/hq/trail">
      <Filter label={t('trailPage.person')}>
        {id => (
          <Picker
            key={person?.number}
            control={{ id, name: 'person' }}
            url="/hq/search/concerned"
            placeholder={t('trailPage.personHint')}
            defaultValue={person && { id: person.number, label: person.name, detail: person.number }}
          />
        )}
      </Filter>
      <SelectFilter
        label={t('trailPage.action')}
        name="action"
        options={actions}
        empty={t('trailPage.anyAction')}
        defaultValue={filter.action ?? ''}
      />
      <Filter label={t('trailPage.from')}>
        {id => <DateField id={id} name="from" defaultValue={filter.from} />}
      </Filter>
      <Filter label={t('trailPage.to')}>
        {id => <DateField id={id} name="to" defaultValue={filter.to} />}
      </Filter>
    </QueryStrip>
  )
}
