import { DateField, Select } from '@/components/ui/input'
import { Picker } from '@/components/ui/picker'
import { Filter, QueryStrip } from '@/components/ui/query-strip'
import type { SearchParams } from '@/components/ui/search-params'
import type { PeopleParams } from '@/lib/people/input'
import type { FilterChoices } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** What the list can be narrowed down by; a GET form, so that every choice is in the address. */
export function PeopleFilters({
  typed,
  reset,
  params,
  choices,
  today,
  documentsHref,
}: {
  typed: SearchParams
  /** The list without any filter. */
  reset: string
  params: PeopleParams
  choices: FilterChoices
  today: string
  documentsHref: string | undefined
}) {
  const t = useTranslations('people.list')
  const options = (rows: { code: string; name: string }[]) =>
    rows.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <QueryStrip
      params={typed}
      placeholder={t('search')}
      keep={['view', 'sort', 'saved', 'cols']}
      resetHref={reset}
      documentsHref={documentsHref}
    >
      <Filter label={t('filter.home')}>
        {id => (
          <Select
            id={id}
            name="home"
            empty={t('filter.any')}
            options={options(choices.homes)}
            defaultValue={params.home}
          />
        )}
      </Filter>
      <Filter label={t('filter.store')}>
        {id => (
          <Picker
            key={params.store}
            control={{ id, name: 'store' }}
            url="/hq/search/units?kind=store,region&by=code"
            placeholder={t('storeHint')}
            defaultValue={choices.store && { id: choices.store.code, label: choices.store.name }}
          />
        )}
      </Filter>
      <Filter label={t('filter.position')}>
        {id => (
          <Select
            id={id}
            name="position"
            empty={t('filter.any')}
            options={choices.positions.map(({ code, name, isRetired }) => ({
              value: code,
              label: isRetired ? t('filter.retired', { name }) : name,
            }))}
            defaultValue={params.position}
          />
        )}
      </Filter>
      <Filter label={t('filter.on')}>
        {id => <DateField id={id} name="on" max={today} defaultValue={params.on} />}
      </Filter>
    </QueryStrip>
  )
}
