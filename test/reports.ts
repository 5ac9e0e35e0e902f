import { enterService } from '@/db/client'
import { openReports } from '@/lib/reports/jobs'
import { makeTemplate, startTemplate } from '@/lib/templates/commands'
import { makeTemplateInput } from '@/lib/templates/input'
import { type Field, newField } from '@/lib/templates/rules'
import type { Login, SeatName, World } from './world'

const everyDay = ['1', '2', '3', '4', '5', '6', '7']

/** What a daily report asks, as a form sends it; of a field its first key where none is given. */
export const dailyFacts = (fields: Partial<Field>[], over: Record<string, unknown> = {}) => ({
  name: '日报',
  fields: JSON.stringify(fields.map(field => ({ ...newField(field.kind ?? 'text', []), ...field }))),
  rhythm: 'daily',
  weekdays: everyDay,
  dueTime: '23:59',
  remindMinutes: '60',
  ...over,
})

/** A report in force since today, as somebody makes it; the worker has opened it for whoever owes it. */
export async function startDaily(
  w: World,
  facts: Record<string, unknown>,
  login: Login = 'zhoulan',
  seat: SeatName = 'hq',
): Promise<string> {
  const { id } = await w.as(login, seat, (tx, actor) =>
    makeTemplate(tx, actor, makeTemplateInput.parse(facts)),
  )
  await w.as(login, seat, (tx, actor) => startTemplate(tx, actor, { templateId: id, revision: 1 }))
  await enterService('job', tx => openReports(tx, new Date()))
  return id
}
