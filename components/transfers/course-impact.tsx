import type { CourseImpact } from '@/lib/learning/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import type { ChecklistItem } from '../ui/checklist'
import { Icon } from '../ui/icon'

/** What the person has to learn for it, and what of the old store's they need not finish. */
export async function courseItems(courses: CourseImpact, from: string): Promise<ChecklistItem[]> {
  const t = await getTranslations('courses.impact')
  const format = await getFormatter()
  const listed = (titles: string[]) => format.list(titles, { style: 'narrow' })
  const { assigned, learnt, kept, ended, isAsked, isWhole } = courses
  const items: ChecklistItem[] = []
  const icon = <Icon name="school" />
  const notes = [
    isWhole &&
      assigned.length > 0 &&
      listed(assigned.map(({ title, dueOn }) => t('dueOn', { course: title, date: dueOn }))),
    learnt.length > 0 && t('learnt', { courses: listed(learnt) }),
    kept.length > 0 && t('kept', { courses: listed(kept) }),
    !isWhole && t('mayBeLearnt'),
  ].filter(one => one !== false)
  if (assigned.length > 0)
    items.push({
      id: 'courses',
      label: t(isWhole ? 'assigned' : 'asked', {
        n: assigned.length,
        courses: listed(assigned.map(one => one.title)),
      }),
      detail: notes.join(' · '),
      icon,
    })
  else if (isAsked) items.push({ id: 'courses', label: t('nothingNew'), detail: notes.join(' · '), icon })
  if (ended.length > 0)
    items.push({
      id: 'courses-ended',
      label: t('ended', { n: ended.length, courses: listed(ended), unit: from }),
      icon,
    })
  return items
}
