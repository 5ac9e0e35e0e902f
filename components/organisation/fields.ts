import { lastDayOf } from '@/lib/contracts/rules'
import type { UnitChoice } from '@/lib/organisation/queries'
import type { Agreement, Partner } from '@/lib/partners/queries'
import type { Position } from '@/lib/positions/queries'
import type { Store } from '@/lib/stores/queries'
import { byWeekday, coordinateSystems } from '@/lib/stores/rules'
import type { useTranslations } from '@/lib/translations'
import type { FieldSpec } from './record-form'

/** What is asked about a record, the same when it is made and when it is changed. */
type Texts = ReturnType<typeof useTranslations<'organisation'>>

/** What a record is called in addresses: asked for once, when it is made. */
export function codeField(t: Texts): FieldSpec {
  return {
    kind: 'text',
    name: 'code',
    label: t('fields.code'),
    hint: t('hints.code'),
    required: true,
    wide: true,
  }
}

/** 统一社会信用代码, of a partner or of the employer. */
export function creditCodeField(t: Texts, code: string | null | undefined): FieldSpec {
  return {
    kind: 'text',
    name: 'creditCode',
    label: t('fields.creditCode'),
    hint: t('hints.creditCode'),
    defaultValue: code ?? undefined,
    wide: true,
  }
}

export function partnerFields(t: Texts, partner?: Partner): FieldSpec[] {
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('fields.name'),
      defaultValue: partner?.name,
      required: true,
      wide: true,
    },
    creditCodeField(t, partner?.creditCode),
    {
      kind: 'text',
      name: 'contactName',
      label: t('fields.contactName'),
      defaultValue: partner?.contactName,
    },
    {
      kind: 'text',
      name: 'contactPhone',
      label: t('fields.contactPhone'),
      defaultValue: partner?.contactPhone,
    },
  ]
}

export function agreementFields(t: Texts, agreement?: Agreement): FieldSpec[] {
  const kinds = ['secondment', 'outsourcing', 'labour_dispatch'] as const
  return [
    {
      kind: 'select',
      name: 'kind',
      label: t('fields.agreementKind'),
      required: true,
      wide: true,
      defaultValue: agreement?.kind,
      options: kinds.map(value => ({ value, label: t(`agreementKinds.${value}`) })),
    },
    {
      kind: 'date',
      name: 'startsOn',
      label: t('fields.startsOn'),
      defaultValue: agreement?.startsOn,
      required: true,
    },
    {
      kind: 'date',
      name: 'lastOn',
      label: t('fields.lastOn'),
      hint: t('hints.lastOn'),
      defaultValue: agreement?.endsOn ? lastDayOf(agreement.endsOn) : undefined,
    },
    {
      kind: 'number',
      name: 'headcountLimit',
      label: t('fields.headcountLimit'),
      hint: t('hints.headcountLimit'),
      defaultValue: agreement?.headcountLimit?.toString(),
    },
    {
      kind: 'number',
      name: 'partnerWorkforce',
      label: t('fields.partnerWorkforce'),
      hint: t('hints.partnerWorkforce'),
      defaultValue: agreement?.partnerWorkforce?.toString(),
    },
    {
      kind: 'textarea',
      name: 'note',
      label: t('fields.note'),
      defaultValue: agreement?.note,
      wide: true,
    },
  ]
}

export function positionFields(t: Texts, position?: Position): FieldSpec[] {
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('fields.name'),
      defaultValue: position?.name,
      required: true,
      wide: true,
    },
    {
      kind: 'text',
      name: 'family',
      label: t('fields.family'),
      defaultValue: position?.family,
      required: true,
    },
    {
      kind: 'number',
      name: 'level',
      label: t('fields.level'),
      defaultValue: position?.level.toString(),
      required: true,
    },
  ]
}

const zones = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Hong_Kong',
  'Asia/Macau',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
]

/** @param places where a new store may stand in the tree; a store that exists moves on its unit's page */
export function storeFields(
  t: Texts,
  partners: { id: string; name: string }[],
  { store, places }: { store?: Store; places?: UnitChoice[] },
): FieldSpec[] {
  return [
    { kind: 'section', name: 'who', label: t('stores.sections.who') },
    ...(places ? newStoreFields(t, places) : []),
    {
      kind: 'select',
      name: 'partnerId',
      label: t('fields.partner'),
      required: true,
      empty: '—',
      defaultValue: store?.partnerId,
      options: partners.map(partner => ({ value: partner.id, label: partner.name })),
    },
    { kind: 'text', name: 'phone', label: t('fields.phone'), defaultValue: store?.phone },
    { kind: 'section', name: 'where', label: t('stores.sections.where') },
    {
      kind: 'text',
      name: 'city',
      label: t('fields.city'),
      defaultValue: store?.city,
      required: true,
    },
    {
      kind: 'select',
      name: 'zone',
      label: t('fields.zone'),
      defaultValue: store?.zone ?? zones[0],
      options: zones.map(value => ({ value, label: value })),
    },
    {
      kind: 'text',
      name: 'address',
      label: t('fields.address'),
      defaultValue: store?.address,
      required: true,
      wide: true,
    },
    {
      kind: 'select',
      name: 'coordinateSystem',
      label: t('fields.coordinateSystem'),
      hint: t('hints.coordinates'),
      defaultValue: store?.coordinateSystem,
      options: coordinateSystems.map(value => ({ value, label: t(`coordinateSystems.${value}`) })),
    },
    {
      kind: 'number',
      name: 'fenceRadiusM',
      label: t('fields.fenceRadiusM'),
      hint: t('hints.fenceRadiusM'),
      defaultValue: (store?.fenceRadiusM ?? 150).toString(),
    },
    {
      kind: 'number',
      name: 'latitude',
      label: t('fields.latitude'),
      defaultValue: store?.latitude?.toString(),
      placeholder: '31.190200',
    },
    {
      kind: 'number',
      name: 'longitude',
      label: t('fields.longitude'),
      defaultValue: store?.longitude?.toString(),
      placeholder: '121.438600',
    },
    {
      kind: 'hours',
      name: 'openingHours',
      label: t('fields.openingHours'),
      days: byWeekday(store?.openingHours ?? []),
      words: {
        legend: t('stores.hoursEditor.legend'),
        opens: t('stores.hoursEditor.opens'),
        closes: t('stores.hoursEditor.closes'),
        isOpen: t('stores.hoursEditor.isOpen'),
        nextDay: t('stores.hoursEditor.nextDay'),
        allDay: t('stores.hoursEditor.allDay'),
        copy: t('stores.hoursEditor.copy'),
        weekdays: Object.fromEntries(
          (['1', '2', '3', '4', '5', '6', '7'] as const).map(day => [day, t(`weekdays.${day}`)]),
        ),
      },
    },
  ]
}

function newStoreFields(t: Texts, places: UnitChoice[]): FieldSpec[] {
  return [
    { kind: 'text', name: 'name', label: t('fields.name'), required: true },
    { kind: 'text', name: 'code', label: t('fields.code'), hint: t('hints.code'), required: true },
    {
      kind: 'select',
      name: 'parentId',
      label: t('fields.parent'),
      required: true,
      empty: '—',
      options: places.map(unit => ({ value: unit.id, label: unit.name })),
    },
    { kind: 'date', name: 'openedOn', label: t('fields.openedOn'), hint: t('hints.openedOn') },
  ]
}
