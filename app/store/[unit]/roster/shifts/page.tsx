import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { RecordDialog } from '@/components/organisation/record-dialog'
import type { FieldSpec } from '@/components/organisation/record-form'
import { inHours, shiftTimes } from '@/components/rosters/words'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { addShift, changeShift, endShift } from '@/lib/rosters/actions'
import { findRosterStore, listShifts, type Shift } from '@/lib/rosters/queries'
import { lengthOf } from '@/lib/rosters/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rosters.shifts'))('title') }
}

/** When one works in the store: added, changed, ended. */
export default async function ShiftsPage() {
  const t = await getTranslations('rosters.shifts')
  const { actor, store, shifts } = await query(async (tx, actor) => {
    const store = await findRosterStore(tx, { id: actor.unitId ?? '' })
    return { actor, store, shifts: store ? await listShifts(tx, store.id, actor.today) : [] }
  })
  if (!store) notFound()
  const add = (
    <RecordDialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      action={addShift}
      success={t('added')}
      fields={await shiftFields()}
    />
  )
  const lines = await Promise.all(
    shifts.map(async shift => ({ shift, times: await shiftTimes(shift), fields: await shiftFields(shift) })),
  )
  return (
    <>
      <Live topics={['roster']} />
      <Breadcrumb
        items={[{ label: t('back'), href: `${pathOfSeat(actor)}/roster` }, { label: t('title') }]}
      />
      <PageHeader title={t('title')} detail={t('detail')} actions={add} />
      <Card flush>
        {lines.length === 0 ? (
          <EmptyState
            icon={<Icon name="calendar-time" />}
            title={t('none')}
            detail={t('noneDetail')}
            action={add}
          />
        ) : (
          <ul className="divide-y divide-line">
            {lines.map(({ shift, times, fields }) => {
              const hidden = { shiftId: shift.id, revision: String(shift.revision) }
              return (
                <li
                  key={shift.id}
                  className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-(--pad) py-2"
                >
                  <span className="font-semibold">{shift.name}</span>
                  <span className="num">{times}</span>
                  <span className="grow text-ink-2 text-sm">
                    {t('work', { hours: inHours(lengthOf(shift) - shift.breakMinutes) })}
                    {shift.breakMinutes > 0 && ` · ${t('break', { n: shift.breakMinutes })}`}
                  </span>
                  <span className="flex gap-2">
                    <RecordDialog
                      trigger={t('change')}
                      title={`${t('change')} · ${shift.name}`}
                      submit={t('save')}
                      size="small"
                      action={changeShift}
                      success={t('changed')}
                      hidden={hidden}
                      fields={fields}
                    />
                    <RecordDialog
                      trigger={t('end')}
                      title={`${t('end')} · ${shift.name}`}
                      detail={t('endDetail')}
                      variant="danger"
                      size="small"
                      action={endShift}
                      success={t('ended')}
                      hidden={hidden}
                    />
                  </span>
                </li>
              )
            })}
          </ul>
        )}
      </Card>
    </>
  )
}

async function shiftFields(shift?: Shift): Promise<FieldSpec[]> {
  const t = await getTranslations('rosters.shifts')
  return [
    {
      kind: 'text',
      name: 'name',
      label: t('name'),
      placeholder: t('namePlaceholder'),
      required: true,
      wide: true,
      ...(shift && { defaultValue: shift.name }),
    },
    {
      kind: 'time',
      name: 'startsAt',
      label: t('startsAt'),
      required: true,
      defaultValue: shift?.startsAt ?? '09:00',
    },
    {
      kind: 'time',
      name: 'endsAt',
      label: t('endsAt'),
      hint: t('endsHint'),
      required: true,
      defaultValue: shift?.endsAt ?? '17:00',
    },
    {
      kind: 'number',
      name: 'breakMinutes',
      label: t('breakMinutes'),
      defaultValue: String(shift?.breakMinutes ?? 30),
    },
  ]
}
