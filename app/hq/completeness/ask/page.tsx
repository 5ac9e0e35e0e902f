import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AskForm } from '@/components/asks/ask-form'
import { askWords } from '@/components/asks/words'
import { UnitFilter } from '@/components/notices/unit-filter'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ChoiceGroup } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { askMany } from '@/lib/asks/actions'
import { type AskParams, askParams } from '@/lib/asks/input'
import { type AskPreview, listLacking, previewOf } from '@/lib/asks/queries'
import { askItems, longestDays, mayAsk, mostAsked, usualDays } from '@/lib/asks/rules'
import { addDays } from '@/lib/clock'
import { fileItems } from '@/lib/completeness/rules'
import { listFields, nameOfField } from '@/lib/custom/queries'
import { itemOfField } from '@/lib/custom/rules'
import { nameAudience } from '@/lib/notices/queries'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('asks'))('many.title') }
}

/** Asking everybody who lacks something: first whom it would concern, then the asking itself. */
export default async function AskManyPage({ searchParams }: PageProps<'/hq/completeness/ask'>) {
  const t = await getTranslations('asks')
  const completeness = await getTranslations('completeness')
  const params = askParams.parse(await searchParams)
  const { actor, preview, unitName, fields } = await query(async (tx, actor) => {
    if (!mayAsk(actor.role)) notFound()
    const names =
      params.unit && (await nameAudience(tx, { unitIds: [params.unit], positionIds: [], tagIds: [] }))
    return {
      actor,
      preview:
        params.items.length > 0
          ? previewOf(await listLacking(tx, { unitId: params.unit, items: params.items }))
          : undefined,
      unitName: names ? names.units[0]?.name : undefined,
      fields: (await listFields(tx)).filter(field => field.isRequired && !field.retiredAt),
    }
  })
  const offered = askItems.filter(
    item => item !== 'name' && item !== 'hiredOn' && fileItems.some(one => one === item),
  )
  return (
    <div className="mx-auto max-w-3xl">
      <Breadcrumb
        items={[
          { label: completeness('title'), href: '/hq/completeness' },
          { label: t('title'), href: '/hq/completeness/asks' },
          { label: t('many.title') },
        ]}
      />
      <PageHeader title={t('many.title')} detail={t('many.detail')} />
      <div className="grid gap-(--gap)">
        <Card title={t('many.whom')}>
          <UnitFilter
            url="/hq/search/units?kind=store,region,department"
            chosen={params.unit && unitName ? { id: params.unit, label: unitName } : undefined}
            texts={{
              label: completeness('filters.unit'),
              placeholder: completeness('filters.unitPlaceholder'),
            }}
          />
        </Card>
        <Card title={t('form.items')}>
          <form method="get" className="grid gap-4">
            {params.unit && <input type="hidden" name="unit" value={params.unit} />}
            <ChoiceGroup
              legend={t('many.choose')}
              name="items"
              type="checkbox"
              columns={3}
              choices={[
                ...offered.map(value => ({ value, label: completeness(`items.${value}`) })),
                ...fields.map(field => ({
                  value: itemOfField(field.id),
                  label: nameOfField(field, actor.locale),
                })),
              ]}
              defaultValue={params.items}
            />
            <div>
              <Button type="submit" variant={preview ? 'plain' : 'primary'}>
                {t('many.count')}
              </Button>
            </div>
          </form>
        </Card>
        {preview && <Preview preview={preview} params={params} today={actor.today} unitName={unitName} />}
      </div>
    </div>
  )
}

function Preview({
  preview,
  params,
  today,
  unitName,
}: {
  preview: AskPreview
  params: AskParams
  today: string
  unitName: string | undefined
}) {
  const t = useTranslations('asks')
  const lines = [
    t('many.lacking', { n: preview.people }),
    t('many.asked', { n: preview.asked, items: preview.items }),
    ...(preview.already > 0 ? [t('many.already', { n: preview.already })] : []),
    ...(preview.unreachable > 0 ? [t('many.unreachable', { n: preview.unreachable })] : []),
  ]
  if (preview.isTooMany)
    return (
      <Card title={t('many.preview')}>
        <p className="text-warn-ink">{t('many.tooMany', { n: mostAsked })}</p>
      </Card>
    )
  return (
    <Card title={unitName ? `${t('many.preview')} · ${unitName}` : t('many.preview')}>
      <div className="grid gap-3">
        <ul className="grid gap-1">
          {lines.map(line => (
            <li key={line} className="num">
              {line}
            </li>
          ))}
        </ul>
        {preview.asked > 0 && (
          <div>
            <Dialog
              trigger={t('many.send', { n: preview.asked })}
              variant="primary"
              icon={<Icon name="send" />}
              title={t('many.send', { n: preview.asked })}
              detail={t('askDetail')}
            >
              <AskForm
                action={askMany}
                fixed={{ people: String(preview.asked), ...(params.unit && { unitId: params.unit }) }}
                items={params.items}
                dueOn={addDays(today, usualDays)}
                latest={addDays(today, longestDays)}
                words={askWords(t)}
              />
            </Dialog>
          </div>
        )}
      </div>
    </Card>
  )
}
