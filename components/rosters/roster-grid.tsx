'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Action } from '@/lib/action'
import { collide, headcount, isSameCell, pressed, publishedChange } from '@/lib/rosters/rules'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { Icon } from '../ui/icon'
import { Kbd } from '../ui/kbd'
import { type Packed, unpack } from '../ui/packed'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { useUnsaved } from '../ui/use-unsaved'

export type GridData = {
  week: string
  days: { day: string; weekday: string; date: string; isToday: boolean; isOver: boolean; open: string }[]
  shifts: {
    id: string
    name: string
    startsAt: string
    endsAt: string
    times: string
    minutes: number
  }[]
  people: { number: string; name: string; note: string; cells: GridCell[] }[]
  words: Record<
    | 'label'
    | 'choose'
    | 'keys'
    | 'split'
    | 'overlaps'
    | 'none'
    | 'people'
    | 'free'
    | 'phoneDay'
    | 'changed'
    | 'draft'
    | 'save'
    | 'undo'
    | 'saved'
    | 'hours'
    | 'leave'
    | 'move'
    | 'set'
    | 'gone'
    | 'taken'
    | 'swapped'
    | 'live'
    | 'waiting'
    | 'separator'
    | 'working'
    | 'heads',
    string
  >
}
export type GridCell = {
  /** The shifts that are rostered, as they were when the page was drawn; named, as one may not be offered any more. */
  parts: Part[]
  /** Why nobody can be rostered there; empty where somebody can. */
  away: string
}
type Part = { shift: string; name: string; minutes: number; isPublished: boolean }
type Change = { shifts: string[]; saw: string[] }

/** One week of a store: choose a shift, press cells, save all of it at once. One tab stop; arrows move, digits choose. */
export function RosterGrid({
  data,
  action,
}: {
  data: Packed<GridData>
  action: Action<{ added: number; changed: number; removed: number }>
}) {
  const { week, days, shifts, people, words } = unpack(data)
  const [chosen, setChosen] = useState<string | null>(shifts[0]?.id ?? null)
  const [adds, setAdds] = useState(false)
  const [changes, setChanges] = useState<Record<string, Change>>({})
  const today = Math.max(
    0,
    days.findIndex(day => !day.isOver),
  )
  const [shownDay, setShownDay] = useState(today)
  const [active, setActive] = useState({ row: 0, column: today })
  const box = useRef<HTMLTableElement>(null)
  const form = useActionForm(action, {
    onDone: () => {
      setChanges({})
      toast({ message: words.saved, tone: 'ok' })
    },
  })
  const pending = Object.entries(changes)
  useUnsaved(pending.length > 0 ? words.leave : undefined)

  const press = (place: string, cell: GridCell) => {
    const { [place]: change, ...others } = changes
    const saw = cell.parts.map(part => part.shift)
    const next = pressed(change?.shifts ?? saw, chosen, adds)
    const [one, other] = shifts.filter(shift => next.includes(shift.id))
    if (one && other && collide(one, other)) toast({ message: words.overlaps, tone: 'bad' })
    else setChanges(isSameCell(next, saw) ? others : { ...others, [place]: { shifts: next, saw } })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const [rows, columns] = steps[event.key] ?? [0, 0]
    const nth = /^[0-9]$/.test(event.key) ? Number(event.key) : undefined
    if (nth !== undefined && nth <= shifts.length) setChosen(shifts[nth - 1]?.id ?? null)
    else if (event.key === '+') setAdds(!adds)
    else if (rows || columns) {
      const next = { row: active.row + rows, column: active.column + columns }
      const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)
      if (!cell) return
      event.preventDefault()
      setActive(next)
      setShownDay(next.column)
      cell.focus()
    }
  }

  return (
    // not a grid, in whose row the bar would have nowhere to stick
    <div className="flex min-w-0 flex-col gap-(--gap)">
      <fieldset className="flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2">
        <legend className="mb-1 w-full text-ink-2 text-sm">
          {words.choose} <span className="max-sm:hidden">· {words.keys}</span>
        </legend>
        {[...shifts, { id: null, name: words.none, times: '' }].map((shift, nth) => {
          const digit = nth < shifts.length ? nth + 1 : 0
          const hasKey = digit < 10
          return (
            <label
              key={shift.id}
              data-keys={hasKey ? digit : undefined}
              data-does={`${shift.name} ${shift.times}`}
              className="flex min-h-(--ctl-h) cursor-pointer items-center gap-2 rounded-sm border border-line bg-surface px-3 max-sm:px-2 has-checked:border-hq has-checked:bg-hq-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="chosen"
                checked={chosen === shift.id}
                onChange={() => setChosen(shift.id)}
                className="focus-visible:outline-none"
              />
              <span className="font-medium">{shift.name}</span>
              <span className="num text-ink-2 text-sm">{shift.times}</span>
              {hasKey && (
                <span className="max-sm:hidden" aria-hidden>
                  <Kbd>{String(digit)}</Kbd>
                </span>
              )}
            </label>
          )
        })}
        {shifts.length > 1 && (
          <label
            data-keys="+"
            data-does={words.split}
            className="flex min-h-(--ctl-h) cursor-pointer items-center gap-2 px-1 max-sm:col-span-2"
          >
            <input type="checkbox" checked={adds} onChange={() => setAdds(!adds)} />
            {words.split}
            <span className="max-sm:hidden" aria-hidden>
              <Kbd>+</Kbd>
            </span>
          </label>
        )}
      </fieldset>

      <fieldset className="flex gap-1 overflow-x-auto sm:hidden">
        <legend className="sr-only">{words.phoneDay}</legend>
        {days.map((day, nth) => (
          <button
            key={day.day}
            type="button"
            aria-pressed={nth === shownDay}
            onClick={() => setShownDay(nth)}
            className={clsx(
              'grid min-h-12 min-w-11 flex-1 place-items-center whitespace-nowrap rounded-sm border text-sm',
              nth === shownDay ? 'border-hq bg-hq-soft font-semibold text-hq-ink' : 'border-line bg-surface',
            )}
          >
            <span>{day.weekday}</span>
            <span className="num text-xs">{day.date}</span>
          </button>
        ))}
      </fieldset>

      <div className="overflow-x-auto rounded-md border border-line bg-surface">
        <table
          ref={box}
          className="w-full border-collapse sm:min-w-[44rem] sm:table-fixed"
          aria-label={words.label}
          data-keys="↑ ↓ ← →"
          data-does={words.move}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr className="border-line border-b text-ink-2 text-sm">
              <th
                scope="col"
                className="sticky start-0 z-10 bg-surface px-3 py-2 text-start font-medium sm:w-44"
              >
                {words.people}
              </th>
              {days.map((day, nth) => (
                <th
                  key={day.day}
                  scope="col"
                  className={clsx(
                    'px-1 py-2 text-center font-medium',
                    nth !== shownDay && 'max-sm:hidden',
                    day.isToday && 'text-hq-ink',
                  )}
                >
                  {day.weekday} <span className="num whitespace-nowrap">{day.date}</span>
                  {day.open && <span className="badge soft warn ms-1">{day.open}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody data-keys="Enter" data-does={words.set}>
            {people.map((person, row) => (
              <tr key={person.number} className="border-line not-last:border-b">
                <th scope="row" className="sticky start-0 z-10 bg-surface px-3 py-1 text-start font-normal">
                  <span className="block font-medium">{person.name}</span>
                  <span className="block text-ink-3 text-xs">
                    {person.note} {words.hours.replace('{hours}', hoursOf(person, changes, days, shifts))}
                  </span>
                </th>
                {person.cells.map((cell, column) => {
                  const day = days[column]
                  if (!day) return null
                  const place = `${person.number} ${day.day}`
                  const change = changes[place]
                  const parts = partsOf(cell, change, shifts)
                  const isFree = parts.length === 0
                  const names = parts.map(part => <span key={part.shift}>{part.name}</span>)
                  const gone = change
                    ? cell.parts.filter(part => !change.shifts.includes(part.shift)).map(part => part.name)
                    : []
                  const isDraft = parts.some(part => !part.isPublished)
                  const state = change
                    ? [words.changed, gone.length > 0 && words.gone.replace('{shifts}', gone.join(' + '))]
                    : [isDraft && words.draft]
                  const said = state.filter(Boolean).join(words.separator)
                  return (
                    <td key={day.day} className={clsx('p-1', column !== shownDay && 'max-sm:hidden')}>
                      {cell.away || day.isOver ? (
                        <span
                          data-cell={`${row}-${column}`}
                          tabIndex={active.row === row && active.column === column ? 0 : -1}
                          className="grid min-h-12 place-items-center rounded-sm bg-surface-2 px-1 text-center text-ink-2 text-xs"
                        >
                          {isFree ? cell.away || words.free : names}
                        </span>
                      ) : (
                        <button
                          type="button"
                          data-cell={`${row}-${column}`}
                          tabIndex={active.row === row && active.column === column ? 0 : -1}
                          onFocus={() => setActive({ row, column })}
                          onClick={() => press(place, cell)}
                          aria-label={`${person.name} ${day.weekday} ${day.date}: ${parts.map(part => part.name).join(' + ') || words.free}${said && ` (${said})`}`}
                          className={clsx(
                            'relative grid min-h-12 w-full place-items-center rounded-sm border px-1 text-sm',
                            isFree
                              ? 'bg-surface text-ink-3 hover:bg-surface-2'
                              : 'bg-store-soft text-store-ink',
                            change
                              ? 'border-2 border-hq'
                              : isFree
                                ? 'border-line'
                                : isDraft
                                  ? 'border-store border-dashed'
                                  : 'border-store',
                          )}
                        >
                          {change && (
                            <Icon name="pencil" className="absolute end-1 top-1 size-3.5 text-hq-ink" />
                          )}
                          {gone.length > 0 && <s className="px-4 text-ink-2 text-xs">{gone.join(' + ')}</s>}
                          {isFree ? words.free : names}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line border-t align-top text-ink-2 text-sm">
              <th scope="row" className="sticky start-0 z-10 bg-surface px-3 py-2 text-start font-normal">
                {words.working}
              </th>
              {days.map((day, column) => {
                const count = headcount(
                  people.map(person => {
                    const cell = person.cells[column]
                    const change = changes[`${person.number} ${day.day}`]
                    return cell ? partsOf(cell, change, shifts).map(part => part.name) : []
                  }),
                  shifts.map(shift => shift.name),
                )
                return (
                  <td
                    key={day.day}
                    className={clsx('px-1 py-2 text-center', column !== shownDay && 'max-sm:hidden')}
                  >
                    <span className="num block">{words.heads.replace('{n}', String(count.people))}</span>
                    <span className="flex flex-wrap justify-center gap-x-2 text-ink-3 text-xs">
                      {count.shifts.map(({ name, n }) => (
                        <span key={name} className="num whitespace-nowrap">{`${name} ${n}`}</span>
                      ))}
                    </span>
                  </td>
                )
              })}
            </tr>
          </tfoot>
        </table>
      </div>

      <form
        {...form.formProps}
        className={clsx(pending.length > 0 && 'sticky bottom-(--foot-h) z-20 grid gap-2')}
      >
        <input type="hidden" name="week" value={week} />
        <input
          type="hidden"
          name="changes"
          value={JSON.stringify(
            pending.map(([place, change]) => {
              const [employee, day] = place.split(' ')
              return { employee, day, ...change }
            }),
          )}
        />
        <FormError message={form.refusal} />
        {pending.length > 0 && (
          <div
            data-unsaved
            className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-surface p-2"
          >
            <Button type="submit" variant="primary" pending={form.pending}>
              {words.save.replace('{n}', String(pending.length))}
            </Button>
            <Button variant="ghost" onClick={() => setChanges({})}>
              {words.undo}
            </Button>
            <span className="text-ink-2 text-sm">{whatFollows(people, changes, days, words)}</span>
          </div>
        )}
      </form>
    </div>
  )
}

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** What a cell holds as it would be saved, in the order of the day. */
function partsOf(cell: GridCell, change: Change | undefined, shifts: GridData['shifts']): Part[] {
  if (!change) return cell.parts
  const known = new Map<string, Part>()
  for (const { id, name, minutes } of shifts) known.set(id, { shift: id, name, minutes, isPublished: false })
  for (const part of cell.parts) known.set(part.shift, part)
  return [...known.values()].filter(part => change.shifts.includes(part.shift))
}

/** What a person works in the week as it would be saved. */
function hoursOf(
  person: GridData['people'][number],
  changes: Record<string, Change>,
  days: GridData['days'],
  shifts: GridData['shifts'],
): string {
  const minutes = person.cells.reduce((sum, cell, column) => {
    const parts = partsOf(cell, changes[`${person.number} ${days[column]?.day}`], shifts)
    return parts.reduce((all, part) => all + part.minutes, sum)
  }, 0)
  return String(Math.round(minutes / 6) / 10)
}

/** What saving does to what is published, and what it leaves to be published. */
function whatFollows(
  people: GridData['people'],
  changes: Record<string, Change>,
  days: GridData['days'],
  words: GridData['words'],
): string {
  const all = people.flatMap(person =>
    person.cells.flatMap((cell, column) => {
      const change = changes[`${person.number} ${days[column]?.day}`]
      return change ? [publishedChange(cell.parts, change.shifts)] : []
    }),
  )
  const [taken, swapped] = [sumOf(all.map(one => one.taken)), sumOf(all.map(one => one.swapped))]
  const list = [
    taken > 0 && words.taken.replace('{n}', String(taken)),
    swapped > 0 && words.swapped.replace('{n}', String(swapped)),
  ].filter(Boolean)
  return [
    list.length > 0 && words.live.replace('{list}', list.join(words.separator)),
    all.some(one => one.isWaiting) && words.waiting,
  ]
    .filter(Boolean)
    .join(' ')
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0)
