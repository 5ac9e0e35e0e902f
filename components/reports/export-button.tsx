'use client'

import { exportNumbers } from '@/lib/figures/actions'
import { ActionButton } from '../ui/action-button'

/** Saves the numbers as a CSV file; the server made it, and wrote down that it was asked for. */
export function ExportButton({ fields, label }: { fields: Record<string, string>; label: string }) {
  return (
    <ActionButton
      action={exportNumbers}
      fields={fields}
      onDone={({ name, csv }) => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
        link.download = `${name}.csv`
        link.click()
        URL.revokeObjectURL(link.href)
      }}
    >
      {label}
    </ActionButton>
  )
}
