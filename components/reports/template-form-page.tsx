import { notFound } from 'next/navigation'
import { listPositionChoices } from '@/lib/notices/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTemplate, listSeatUnitIds, type Template } from '@/lib/templates/queries'
import { fieldKinds, keepsTemplate, mayMakeTemplates } from '@/lib/templates/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { PageHeader } from '../ui/page-header'
import { TemplateForm, type TemplateStart } from './template-form'
import { getFieldWords } from './write-card'

const nothing: TemplateStart = {
  name: '',
  intro: '',
  fields: [],
  units: [],
  positions: [],
  rhythm: 'daily',
  weekdays: ['1', '2', '3', '4', '5', '6', '7'],
  dueTime: '21:00',
  remindMinutes: '60',
}

/** The builder: a new template, or one that exists. */
export async function TemplateFormPage({ id }: { id?: string }) {
  const { actor, template, choices } = await query(async (tx, actor) => {
    if (!mayMakeTemplates(actor)) notFound()
    const choices = await listPositionChoices(tx)
    if (!id) return { actor, template: undefined, choices }
    const template = await getTemplate(tx, actor, id)
    if (!keepsTemplate(actor, template, await listSeatUnitIds(tx, actor))) notFound()
    return { actor, template, choices }
  })
  const t = await getTranslations('reports')
  const b = await getTranslations('reports.builder')
  const format = await getFormatter()
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/reports` },
          { label: t('board.templates'), href: `${base}/reports/templates` },
          { label: template?.name ?? b('newTitle') },
        ]}
      />
      <PageHeader
        title={b(template ? 'changeTitle' : 'newTitle')}
        {...(template?.startsOn && { detail: b('changeDetail') })}
      />
      <TemplateForm
        of={template && { templateId: template.id, revision: String(template.revision) }}
        start={template ? startOf(template) : nothing}
        base={base}
        unitsUrl={actor.role === 'hr' ? `${base}/search/units` : undefined}
        positions={choices.positions.map(({ id, name }) => ({ value: id, label: name }))}
        weekdays={([1, 2, 3, 4, 5, 6, 7] as const).map(day => ({
          value: String(day),
          label: t(`weekdays.${day}`),
        }))}
        words={{
          name: b('name'),
          namePlaceholder: b('namePlaceholder'),
          intro: b('intro'),
          introHint: b('introHint'),
          who: b('who'),
          whoHint: b('whoHint'),
          units: b('units'),
          unitsHint: b('unitsHint'),
          unitsPlaceholder: b('unitsPlaceholder'),
          removeUnit: b('removeUnit', { name: '{name}' }),
          ownUnits:
            format.list(template?.unitNames ?? [], { style: 'narrow' }) ||
            b('ownUnit', { unit: actor.unitName ?? '' }),
          positions: b('positions'),
          positionsHint: b('positionsHint'),
          when: b('when'),
          rhythm: b('rhythm'),
          daily: t('rhythms.daily'),
          weekly: t('rhythms.weekly'),
          weekdays: b('weekdays'),
          weekdaysHint: b('weekdaysHint'),
          dueTime: b('dueTime'),
          dueTimeHint: b('dueTimeHint'),
          remindMinutes: b('remindMinutes'),
          save: b(template ? 'save' : 'saveNew'),
          cancel: b('cancel'),
          preview: t('templates.preview'),
          previewDetail: t('templates.previewDetail'),
          addPhoto: t('photo.add'),
        }}
        builderWords={{
          fields: b('fields'),
          empty: b('fieldsEmpty'),
          missing: b('fieldsMissing'),
          add: b('add'),
          field: b('field', { n: '{n}', kind: '{kind}' }),
          label: b('label'),
          help: b('help'),
          required: b('required'),
          requiredChecklist: b('requiredChecklist'),
          unit: b('unit'),
          unitPlaceholder: b('unitPlaceholder'),
          min: b('min'),
          max: b('max'),
          decimals: b('decimals'),
          options: b('options'),
          items: b('items'),
          multiple: b('multiple'),
          most: b('most'),
          up: b('up'),
          down: b('down'),
          remove: b('remove'),
          moved: b('moved', { label: '{label}', n: '{n}' }),
          untitled: b('untitled'),
          kinds: Object.fromEntries(fieldKinds.map(kind => [kind, b(`kinds.${kind}`)])) as Record<
            (typeof fieldKinds)[number],
            string
          >,
        }}
        fieldWords={await getFieldWords()}
      />
    </>
  )
}

function startOf(template: Template): TemplateStart {
  return {
    name: template.name,
    intro: template.intro,
    fields: template.fields,
    units: template.unitIds.map((unitId, index) => ({ id: unitId, label: template.unitNames[index] ?? '' })),
    positions: template.positionIds,
    rhythm: template.rhythm,
    weekdays: template.weekdays.map(String),
    dueTime: template.dueTime,
    remindMinutes: String(template.remindMinutes),
  }
}
