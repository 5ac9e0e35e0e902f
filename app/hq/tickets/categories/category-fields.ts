import type { FieldSpec } from '@/components/organisation/record-form'
import { ticketPriorities, ticketRoutings } from '@/db/schema/tickets'
import type { Category } from '@/lib/tickets/queries'
import type { useTranslations } from '@/lib/translations'

type Texts = ReturnType<typeof useTranslations<'tickets'>>

/** A category as a form, empty or as it is. */
export function categoryFields(
  t: Texts,
  units: { id: string; name: string }[],
  category?: Category,
): FieldSpec[] {
  const yes = [{ value: 'on', label: t('categories.yes') }]
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('categories.fields.name'),
      required: true,
      ...(category && { defaultValue: category.name }),
    },
    {
      kind: 'text',
      name: 'nameEn',
      label: t('categories.fields.nameEn'),
      required: true,
      ...(category && { defaultValue: category.nameEn }),
    },
    {
      kind: 'select',
      name: 'routing',
      label: t('categories.fields.routing'),
      required: true,
      options: ticketRoutings.map(value => ({ value, label: t(`categories.routing.${value}`) })),
      defaultValue: category?.routing ?? 'unit',
    },
    {
      kind: 'select',
      name: 'unitId',
      label: t('categories.fields.unitId'),
      hint: t('categories.hints.unitId'),
      options: units.map(unit => ({ value: unit.id, label: unit.name })),
      empty: t('form.choose'),
      ...(category?.unitId && { defaultValue: category.unitId }),
    },
    {
      kind: 'pick',
      name: 'userId',
      label: t('categories.fields.userId'),
      url: '/hq/colleagues',
      placeholder: t('reply.personPlaceholder'),
      ...(category?.userId && { picked: { id: category.userId, label: category.userName ?? '' } }),
    },
    {
      kind: 'number',
      name: 'hours',
      label: t('categories.fields.hours'),
      hint: t('categories.hints.hours'),
      required: true,
      defaultValue: String(category?.hours ?? 9),
    },
    {
      kind: 'select',
      name: 'priority',
      label: t('categories.fields.priority'),
      required: true,
      options: ticketPriorities.map(value => ({ value, label: t(`priority.${value}`) })),
      defaultValue: category?.priority ?? 'normal',
    },
    {
      kind: 'select',
      name: 'asksPromise',
      label: t('categories.fields.asksPromise'),
      hint: t('categories.hints.asksPromise'),
      options: yes,
      empty: t('categories.no'),
      ...(category?.asksPromise && { defaultValue: 'on' }),
    },
    {
      kind: 'select',
      name: 'isPrivate',
      label: t('categories.fields.isPrivate'),
      hint: t('categories.hints.isPrivate'),
      options: yes,
      empty: t('categories.no'),
      ...(category?.isPrivate && { defaultValue: 'on' }),
    },
  ]
}
