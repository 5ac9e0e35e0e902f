import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import {
  type ChartTemplate,
  daysBack,
  findUnitName,
  listChartTemplates,
  listPoints,
} from '@/lib/figures/queries'
import {
  chartSpans,
  type Grouping,
  groupings,
  type Measure,
  measures,
  type Point,
  seriesOf,
} from '@/lib/figures/rules'
import { isId } from '@/lib/id'
import { textParam } from '@/lib/paging'
import { seesReports } from '@/lib/reports/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { SelectFilter } from '../ui/query-strip'
import type { SearchParams } from '../ui/search-params'
import { ExportButton } from './export-button'
import { NumberChart } from './number-chart'
import { UnitChoice } from './unit-choice'

/** One number of a template over days, by region, store or person. */
export async function NumbersPage({ params }: { params: SearchParams }) {
  const { actor, templates, chosen, points, unit } = await query(async (tx, actor) => {
    if (!seesReports(actor)) notFound()
    const templates = await listChartTemplates(tx)
    const chosen = choiceOf(params, templates, actor)
    return {
      actor,
      templates,
      chosen,
      points: chosen ? await listPoints(tx, actor, chosen) : [],
      unit: chosen?.unitId
        ? { id: chosen.unitId, label: (await findUnitName(tx, chosen.unitId)) ?? '' }
        : undefined,
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  return (
    <>
      <Live topics={['report']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/reports` },
          { label: t('board.numbers') },
        ]}
      />
      <PageHeader
        title={t('numbers.title')}
        detail={t('numbers.detail')}
        actions={
          chosen &&
          points.length > 0 && (
            <ExportButton
              fields={{
                templateId: chosen.templateId,
                days: String(chosen.days),
                ...(chosen.unitId && { unitId: chosen.unitId }),
              }}
              label={t('numbers.csv')}
            />
          )
        }
      />
      {!chosen ? (
        <Card>
          <Nothing isTemplate={false} />
        </Card>
      ) : (
        <div className="grid gap-(--gap)">
          <Card flush>
            <form method="get" className="flex flex-wrap items-end gap-2 px-(--pad) py-2.5 text-sm">
              <Filters templates={templates} chosen={chosen} actor={actor} />
              {actor.portal === 'hq' && (
                <UnitChoice
                  url={`${base}/search/units`}
                  chosen={unit}
                  label={t('board.unit')}
                  placeholder={t('builder.unitsPlaceholder')}
                />
              )}
              <Button type="submit" variant="primary">
                {t('numbers.show')}
              </Button>
            </form>
          </Card>
          {points.length === 0 ? (
            <Card>
              <Nothing isTemplate />
            </Card>
          ) : (
            <Drawn chosen={chosen} points={points} actor={actor} />
          )}
        </div>
      )}
    </>
  )
}

type Chosen = {
  templateId: string
  field: string
  label: string
  unit: string
  by: Grouping
  measure: Measure
  days: (typeof chartSpans)[number]
  unitId: string | undefined
}

/** What the address asks for, or the first number there is. A number is named with its template, as one choice. */
function choiceOf(params: SearchParams, templates: ChartTemplate[], actor: Actor): Chosen | undefined {
  const all = templates.flatMap(({ id, fields }) => fields.map(field => ({ templateId: id, ...field })))
  const number = all.find(one => `${one.templateId}.${one.key}` === params.number) ?? all[0]
  if (!number) return undefined
  const unit = textParam(params.unit)
  return {
    templateId: number.templateId,
    field: number.key,
    label: number.label,
    unit: number.unit,
    by: groupings.find(one => one === params.by) ?? (actor.portal === 'hq' ? 'store' : 'person'),
    measure: measures.find(one => one === params.measure) ?? 'sum',
    days: chartSpans.find(one => String(one) === params.days) ?? 28,
    unitId: unit && isId(unit) ? unit : undefined,
  }
}

async function Filters({
  templates,
  chosen,
  actor,
}: {
  templates: ChartTemplate[]
  chosen: Chosen
  actor: Actor
}) {
  const t = await getTranslations('reports.numbers')
  const options = <T extends string | number>(values: readonly T[], label: (value: T) => string) =>
    values.map(value => ({ value: String(value), label: label(value) }))
  const by = groupings.filter(one => actor.portal === 'hq' || one !== 'region')
  return (
    <>
      <SelectFilter
        label={t('field')}
        name="number"
        defaultValue={`${chosen.templateId}.${chosen.field}`}
        options={templates.flatMap(({ id: templateId, name, fields }) =>
          fields.map(({ key, label }) => ({
            value: `${templateId}.${key}`,
            label: `${name} · ${label}`,
          })),
        )}
      />
      <SelectFilter
        label={t('by')}
        name="by"
        defaultValue={chosen.by}
        options={options(by, one => t(`groups.${one}`))}
      />
      <SelectFilter
        label={t('measure')}
        name="measure"
        defaultValue={chosen.measure}
        options={options(measures, one => t(`measures.${one}`))}
      />
      <SelectFilter
        label={t('span')}
        name="days"
        defaultValue={String(chosen.days)}
        options={options(chartSpans, one => t(`spans.${one}`))}
      />
    </>
  )
}

async function Drawn({ chosen, points, actor }: { chosen: Chosen; points: Point[]; actor: Actor }) {
  const t = await getTranslations('reports.numbers')
  const days = daysBack(actor, chosen.days)
  return (
    <Card
      title={t('chart', {
        field: chosen.unit ? t('measured', { label: chosen.label, unit: chosen.unit }) : chosen.label,
        measure: t(`measures.${chosen.measure}`),
      })}
      footer={t('summary', { n: points.reduce((total, point) => total + point.n, 0) })}
    >
      <NumberChart
        series={seriesOf(points, days, chosen.measure)}
        days={days}
        label={chosen.label}
        actor={actor}
      />
    </Card>
  )
}

async function Nothing({ isTemplate }: { isTemplate: boolean }) {
  const t = await getTranslations('reports.numbers')
  return (
    <EmptyState
      icon={<Icon name="chart-line" />}
      title={t(isTemplate ? 'empty' : 'noTemplates')}
      detail={t('emptyDetail')}
    />
  )
}
