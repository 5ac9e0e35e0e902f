import type { Template, TemplateRow } from '@/lib/templates/queries'
import { getFormatter, getTranslations } from '@/lib/translations'

type Rules = Pick<
  Template | TemplateRow,
  'unitNames' | 'positionNames' | 'rhythm' | 'weekdays' | 'dueTime' | 'remindMinutes'
>

/** Who reports by a template and when, in words. */
export async function wordsOf(template: Rules): Promise<{ who: string; when: string; remind: string }> {
  const t = await getTranslations('reports')
  const format = await getFormatter()
  const listed = (names: string[]) => format.list(names, { style: 'narrow' })
  const units = listed(template.unitNames) || t('templates.everybody')
  const positions = listed(template.positionNames)
  const days =
    template.weekdays.length === 7
      ? t('everyDay')
      : listed(template.weekdays.map(day => t(`weekdays.${day as 1}`)))
  return {
    who: positions ? t('templates.positionsOf', { units, positions }) : units,
    when: t(template.rhythm === 'daily' ? 'templates.whenDaily' : 'templates.whenWeekly', {
      days,
      time: template.dueTime,
    }),
    remind:
      template.remindMinutes > 0
        ? t('templates.remind', { n: template.remindMinutes })
        : t('templates.noRemind'),
  }
}
