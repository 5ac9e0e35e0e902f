import 'server-only'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { seesReports } from '../reports/rules'
import { record } from '../trail'
import type { exportInput } from './input'
import {
  type ChartTemplate,
  listChartTemplates,
  listNumberRows,
  mostExported,
  type NumberRow,
} from './queries'

/** The numbers of a template as rows; that they were taken out stands in the trail. */
export async function exportNumbers(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof exportInput>,
): Promise<{ template: ChartTemplate; rows: NumberRow[] }> {
  if (!seesReports(actor) || !actor.unitId) throw new Failure('reports.notYours')
  const template = (await listChartTemplates(tx)).find(one => one.id === input.templateId) ?? notFound()
  const rows = await listNumberRows(tx, actor, input)
  if (rows.length > mostExported) throw new Failure('reports.tooManyRows', { max: mostExported })
  await record(tx, actor, 'unitReports.exported', {
    entityId: input.unitId ?? actor.unitId,
    unitId: input.unitId ?? actor.unitId,
    details: { name: template.name, reports: rows.length, days: input.days },
  })
  return { template, rows }
}
