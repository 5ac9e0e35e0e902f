'use client'

import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={clsx('control', className)} {...rest} />
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={clsx('control py-1.5', className)} {...rest} />
}

/** Native date entry: the platform's own picker, keyboard and language. */
export function DateField({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="date" className={clsx('control num', className)} {...rest} />
}

export type Option = { value: string; label: string; disabled?: boolean }

/** `empty` adds a first choice without a value. The options travel as data and are drawn once. */
export function Select({
  className,
  options,
  empty,
  ...rest
}: ComponentProps<'select'> & { options: Option[]; empty?: string }) {
  return (
    <select className={clsx('control', className)} {...rest}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map(option => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
