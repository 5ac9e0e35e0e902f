'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { FieldError } from '../ui/field'

export type OpenDay = { day: number; opens: string; closes: string }
export type HoursWords = {
  legend: string
  weekdays: Record<string, string>
  opens: string
  closes: string
  isOpen: string
  nextDay: string
  allDay: string
  copy: string
}

type Row = OpenDay & { isOpen: boolean }

/** Opening and closing time per weekday. Closing at or before opening is the next day; the rows travel as JSON. */
export function HoursEditor({
  name,
  days,
  words,
  error,
}: {
  name: string
  days: OpenDay[]
  words: HoursWords
  error: string | undefined
}) {
  const [rows, setRows] = useState<Row[]>(() => weekOf(days))
  const change = (day: number, part: Partial<Row>) =>
    setRows(before => before.map(row => (row.day === day ? { ...row, ...part } : row)))
  const value = rows
    .filter(row => row.isOpen)
    .map(({ day, opens, closes }) => ({ days: [day], opens, closes }))
  return (
    <fieldset
      data-for={name}
      tabIndex={-1}
      className="col-span-full"
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend className="mb-1 font-medium text-ink-2 text-sm touch:text-base">{words.legend}</legend>
      <input type="hidden" name={name} value={JSON.stringify(value)} />
      <ul className="divide-y divide-line rounded-sm border border-line">
        {rows.map(row => {
          const weekday = words.weekdays[row.day] ?? ''
          return (
            <li key={row.day} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
              <label className="flex min-h-6 w-24 items-center gap-2.5">
                <input
                  type="checkbox"
                  checked={row.isOpen}
                  aria-label={`${weekday} ${words.isOpen}`}
                  onChange={event => change(row.day, { isOpen: event.target.checked })}
                />
                <span>{weekday}</span>
              </label>
              {row.isOpen && (
                <span className="flex flex-wrap items-center gap-2">
                  <TimeField
                    label={`${weekday} ${words.opens}`}
                    value={row.opens}
                    onChange={opens => change(row.day, { opens })}
                  />
                  <span aria-hidden>–</span>
                  <TimeField
                    label={`${weekday} ${words.closes}`}
                    value={row.closes}
                    onChange={closes => change(row.day, { closes })}
                  />
                  <span className="text-ink-2 text-sm">
                    {row.opens === row.closes ? words.allDay : row.closes < row.opens ? words.nextDay : ''}
                  </span>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <Button
        size="small"
        className="mt-2"
        onClick={() =>
          setRows(before => before.map(row => ({ ...row, ...before[0], day: row.day }) satisfies Row))
        }
      >
        {words.copy}
      </Button>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </fieldset>
  )
}

function TimeField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <input
      type="time"
      aria-label={label}
      value={value}
      className="control num w-32"
      onChange={event => onChange(event.target.value)}
    />
  )
}

function weekOf(days: OpenDay[]): Row[] {
  return [1, 2, 3, 4, 5, 6, 7].map(day => {
    const found = days.find(one => one.day === day)
    return found ? { ...found, isOpen: true } : { day, opens: '10:00', closes: '22:00', isOpen: false }
  })
}
