import { changeCourse, draftVersion, publishCourse, resumeCourse, retireCourse } from '@/lib/courses/actions'
import { type Course, draftOf } from '@/lib/courses/queries'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import type { FieldSpec } from '../organisation/record-form'
import { ActionButton } from '../ui/action-button'
import { Icon } from '../ui/icon'

/** What a course is called, for its forms. */
export function useCourseFields(): (course?: Pick<Course, 'title' | 'summary'>) => FieldSpec[] {
  const t = useTranslations('courses.form')
  return course => [
    {
      kind: 'text',
      name: 'title',
      label: t('title'),
      defaultValue: course?.title ?? '',
      required: true,
      wide: true,
    },
    {
      kind: 'textarea',
      name: 'summary',
      label: t('summary'),
      hint: t('summaryHint'),
      defaultValue: course?.summary ?? '',
      wide: true,
    },
  ]
}

/** What HR does with a course. */
export function CourseVerbs({ course, lessons }: { course: Course; lessons: number }) {
  const t = useTranslations('courses.verbs')
  const fields = useCourseFields()
  const seen = { number: course.number, revision: String(course.revision) }
  const draft = draftOf(course)
  return (
    <>
      <RecordDialog
        trigger={t('change')}
        action={changeCourse}
        hidden={seen}
        success={t('changed')}
        fields={fields(course)}
      />
      {!draft && (
        <ActionButton action={draftVersion} fields={seen}>
          {t('draft')}
        </ActionButton>
      )}
      {course.state === 'published' && (
        <RecordDialog
          trigger={t('retire')}
          variant="danger"
          detail={t('retireDetail')}
          action={retireCourse}
          hidden={seen}
          success={t('retired')}
        />
      )}
      {course.state === 'retired' && (
        <ActionButton action={resumeCourse} fields={seen}>
          {t('resume')}
        </ActionButton>
      )}
      {draft && lessons > 0 && (
        <RecordDialog
          trigger={t('publish', { version: draft.version })}
          variant="primary"
          icon={<Icon name="send" />}
          detail={t('publishDetail')}
          action={publishCourse}
          hidden={seen}
          success={t('published')}
        />
      )}
    </>
  )
}
