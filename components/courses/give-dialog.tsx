import { addDays } from '@/lib/clock'
import type { CourseChoice } from '@/lib/courses/queries'
import { giveCourse } from '@/lib/learning/actions'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import type { FieldSpec } from '../organisation/record-form'
import { Icon } from '../ui/icon'

/** Gives a course by hand to somebody whom the caller may find; which course, unless the page is about one. */
export function GiveDialog({
  courses,
  course,
  people,
  today,
  mayRepeat,
  size,
}: {
  courses?: CourseChoice[]
  course?: string
  /** Where people are looked for. */
  people: string
  today: string
  /** HR may ask for what was learnt. */
  mayRepeat: boolean
  size?: 'small'
}) {
  const t = useTranslations('courses.give')
  const fields: FieldSpec[] = [
    {
      kind: 'pick',
      name: 'employee',
      label: t('person'),
      url: people,
      placeholder: t('personPlaceholder'),
      required: true,
    },
  ]
  if (courses)
    fields.push({
      kind: 'select',
      name: 'course',
      label: t('course'),
      empty: t('chooseCourse'),
      options: courses.map(({ number, title }) => ({ value: number, label: title })),
      required: true,
    })
  fields.push({
    kind: 'date',
    name: 'dueOn',
    label: t('dueOn'),
    defaultValue: addDays(today, 7),
    required: true,
  })
  if (mayRepeat)
    fields.push({
      kind: 'select',
      name: 'again',
      label: t('again'),
      empty: t('againNo'),
      options: [{ value: 'on', label: t('againYes') }],
    })
  return (
    <RecordDialog
      trigger={t('trigger')}
      detail={t('detail')}
      size={size}
      icon={<Icon name="plus" />}
      action={giveCourse}
      hidden={course ? { course } : {}}
      success={t('given')}
      fields={fields}
    />
  )
}
