import { type PeopleParams, peopleColumns } from '@/lib/people/input'
import { useTranslations } from '@/lib/translations'
import { chooseDensity } from '@/lib/views/actions'
import { type Density, pairsOf, type ViewParams } from '@/lib/views/rules'
import { ActionButton } from '../ui/action-button'
import { Button, buttonClass } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Menu } from '../ui/menu'

/** Which columns the list shows, as a GET form: they are in the address. And how dense it is, which is everybody's own. */
export function ColumnMenu({
  params,
  now,
  density,
}: {
  params: PeopleParams
  now: ViewParams
  density: Density
}) {
  const t = useTranslations('views')
  const column = useTranslations('people.column')
  const shown = params.cols ?? peopleColumns
  const kept: [string, string][] = [
    ...pairsOf(now).filter(([name]) => name !== 'cols' && name !== 'view'),
    ['view', params.view],
    ...(params.saved ? [['saved', params.saved] as [string, string]] : []),
  ]
  const other = density === 'compact' ? 'default' : 'compact'
  return (
    <Menu
      key={shown.join(' ')}
      trigger={t('columns')}
      triggerClass={buttonClass('plain', 'small')}
      align="end"
    >
      <form method="get" action="/hq/people" className="grid gap-1 px-2 py-1.5">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="cols" value="name" />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium text-ink-2">{t('columnsTitle')}</legend>
          {peopleColumns.map(one => (
            <Checkbox
              key={one}
              name="cols"
              value={one}
              label={column(one)}
              defaultChecked={shown.includes(one)}
            />
          ))}
        </fieldset>
        <Button type="submit" size="small" variant="primary" className="mt-1 justify-self-start">
          {t('apply')}
        </Button>
      </form>
      <div className="mt-1 flex items-center justify-between gap-3 border-line border-t px-2 pt-2 pb-1">
        <span className="text-ink-2">{t('density')}</span>
        <ActionButton action={chooseDensity} fields={{ density: other }} size="small">
          {t(`densities.${other}`)}
        </ActionButton>
      </div>
    </Menu>
  )
}
