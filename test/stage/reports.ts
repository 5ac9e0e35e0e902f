import { submitReport } from '@/lib/reports/commands'
import { makeTemplate, startTemplate } from '@/lib/templates/commands'
import { makeTemplateInput } from '@/lib/templates/input'
import { dailyFacts } from '../reports'
import type { Login, SeatName } from '../world'
import { type Kit, type Person, scene } from './kit'

/** Words of a report template. */
export const templateFacts = dailyFacts([
  { kind: 'number', label: '客流' },
  { kind: 'photo', key: 'f2', label: '照片' },
])

/** Report templates, and the reports that people owe or gave. */
export async function reports(kit: Kit) {
  const { as, sql, strange, units } = kit
  const template = async (login: Login, seat: SeatName, isStarted: boolean, over = {}): Promise<string> => {
    const words = makeTemplateInput.parse({ ...templateFacts, ...over })
    const { id } = await as(login, seat, (tx, actor) => makeTemplate(tx, actor, words))
    if (isStarted)
      await as(login, seat, (tx, actor) => startTemplate(tx, actor, { templateId: id, revision: 1 }))
    return id
  }
  const templatesOf = async (login: Login, seat: SeatName, over = {}) => ({
    templateDraft: await template(login, seat, false, over),
    /** One in force. */
    templateStarted: await template(login, seat, true, over),
  })
  const templates = {
    hr: await templatesOf('zhoulan', 'hq', { unitIds: units.design }),
    manager: await templatesOf('zhaomingyuan', 'store/tianyao'),
    region: await templatesOf('qinchuan', 'store/east'),
    foreign: await templatesOf('zhoulan', 'hq', { unitIds: strange.store }),
  }
  const owedTemplate = await template('zhoulan', 'hq', true)
  const givenTemplate = await template('zhoulan', 'hq', true)
  await sql('select app.evaluate_reports(now(), 1000)')
  const { own, owned, foreign } = await kit.ofPeople(person =>
    reportsOf(kit, person, owedTemplate, givenTemplate),
  )
  return scene({
    common: {
      /** The version that what is owed answers. */
      version: await versionOf(kit, owedTemplate),
    },
    own: { ...templates.hr, ...own, owedTemplate },
    owned: {
      manager: { ...templates.manager, ...owned.manager },
      region: { ...templates.region, ...owned.region },
    },
    foreign: { ...templates.foreign, ...foreign, owedTemplate: templates.foreign.templateStarted },
  })
}

const versionOf = ({ one }: Kit, templateId: string): Promise<string> =>
  one('select id from report_template_versions where template_id = $1', [templateId])

async function reportsOf(kit: Kit, { id, token }: Person, owedTemplate: string, givenTemplate: string) {
  const { day, one } = kit
  const find = (templateId: string) =>
    one('select id from reports where template_id = $1 and employee_id = $2', [templateId, id])
  const [owed, handedIn] = [await find(owedTemplate), await find(givenTemplate)]
  const versionId = await versionOf(kit, givenTemplate)
  await kit.asSelf(token, (tx, actor) =>
    submitReport(tx, actor, { reportId: handedIn, versionId, answers: { f1: '12' } }),
  )
  await kit.sql(
    `insert into report_excuses (employee_id, on_day, unit_id, kind, reason, is_own, author_user_id, author_name, created_at)
     select employee_id, $2, unit_id, 'leave', '事假', false, $3, '周岚', now() from reports where id = $1`,
    [owed, day(-1), kit.users.zhoulan],
  )
  return {
    /** A report that somebody owes, with its photo; and one that was given. */
    owed,
    reportPhoto: await one(
      `insert into report_photos (report_id, employee_id, field, name, content_type, size, content, created_at)
       values ($1, $2, 'f2', 'x', 'image/png', 1, 'x', now()) returning id`,
      [owed, id],
    ),
    handedIn,
  }
}
