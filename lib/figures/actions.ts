'use server'

import { action } from '../action'
import { csvOf } from '../csv'
import { getTranslations } from '../translations'
import * as commands from './commands'
import { exportInput } from './input'

/** The file itself, with headings in the reader's language. */
export const exportNumbers = action(exportInput, async (tx, actor, input) => {
  const { template, rows } = await commands.exportNumbers(tx, actor, input)
  const t = await getTranslations('reports.csv')
  const head = [t('day'), t('unit'), t('person'), t('number'), t('position')]
  const columns = template.fields.map(({ label, unit }) => (unit ? `${label} (${unit})` : label))
  const lines = rows.map(row => [
    row.day,
    row.unitName,
    row.name,
    row.number,
    row.positionName,
    ...template.fields.map(field => row.values[field.key] ?? ''),
  ])
  return { name: template.name, csv: csvOf([[...head, ...columns], ...lines]) }
})
