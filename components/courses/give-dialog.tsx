import { addDays } from '@/lib/clock'
import type { CourseChoice } from '@/lib/courses/queries'
import { giveCourse } from '@/lib/learning/actions'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import type { FieldSpec } from '../organisation/record-form'
import { Icon } from '../ui/icon'

export type PupilChoice = { number: string; name: string }

/** Gives a course by hand: one of several, to one of several, or either said before. */
export function GiveDialog({
  courses,
  people,
  course,
  employee,
  today,
  mayRepeat,
  size,
}: {
  courses?: CourseChoice[]
  people?: PupilChoice[]
  course?: string
  employee?: string
  today: string
  /** HR may ask for what was learnt. */
  mayRepeat: boolean
  size?: 'small'
}) {
  const t = useTranslations('courses.give')
  const fields: FieldSpec[] = []
  if (people)
    fields.push({
      kind: 'select',
      name: 'employee',
      label: t('person'),
      empty: t('choosePerson'),
      options: people.map(({ number, name }) => ({ value: number, label: `${name} ${number}` })),
      required: true,
    })
  else if (!employee)
    fields.push({ kind: 'text', name: 'employee', label: t('number'), hint: t('numberHint'), required: true })
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
      hidden={{ ...(course && { course }), ...(employee && { employee }) }}
      success={t('given')}
      fields={fields}
    />
  )
}
