import type { Template, TemplateRow } from '@/lib/templates/queries'
import { getTranslations } from '@/lib/translations'

type Rules = Pick<
  Template | TemplateRow,
  'unitNames' | 'positionNames' | 'rhythm' | 'weekdays' | 'dueTime' | 'remindMinutes'
>

/** Who reports by a template and when, in words. */
export async function wordsOf(template: Rules): Promise<{ who: string; when: string; remind: string }> {
  const t = await getTranslations('reports')
  const units = template.unitNames.join('、') || t('templates.everybody')
  const positions = template.positionNames.join('、')
  const days =
    template.weekdays.length === 7
      ? t('everyDay')
      : template.weekdays.map(day => t(`weekdays.${day as 1}`)).join('、')
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
