import { addLesson, changeLesson, moveLesson, removeLesson } from '@/lib/courses/actions'
import type { Lesson } from '@/lib/courses/queries'
import { useTranslations } from '@/lib/translations'
import { NoticeText } from '../notices/notice-text'
import { RecordDialog } from '../organisation/record-dialog'
import type { FieldSpec } from '../organisation/record-form'
import { ActionButton } from '../ui/action-button'
import { Icon } from '../ui/icon'

type Seen = { number: string; revision: string }

function useLessonFields(): (lesson?: Lesson) => FieldSpec[] {
  const t = useTranslations('courses.lesson')
  return lesson => [
    { kind: 'text', name: 'title', label: t('title'), defaultValue: lesson?.title ?? '', required: true },
    {
      kind: 'number',
      name: 'minutes',
      label: t('minutes'),
      defaultValue: String(lesson?.minutes ?? 5),
      required: true,
    },
    {
      kind: 'textarea',
      name: 'body',
      label: t('body'),
      hint: t('bodyHint'),
      defaultValue: lesson?.body ?? '',
      rows: 12,
      required: true,
      wide: true,
    },
  ]
}

export function AddLesson({ seen }: { seen: Seen }) {
  const t = useTranslations('courses.lesson')
  const fields = useLessonFields()
  return (
    <RecordDialog
      trigger={t('add')}
      icon={<Icon name="plus" />}
      action={addLesson}
      hidden={seen}
      success={t('added')}
      fields={fields()}
    />
  )
}

/** The lessons of a version in their order, each to be unfolded and read; of a draft also to be changed. */
export function LessonList({ lessons, seen }: { lessons: Lesson[]; seen?: Seen | undefined }) {
  const t = useTranslations('courses.lesson')
  const fields = useLessonFields()
  return (
    <ol className="divide-y divide-line">
      {lessons.map((lesson, at) => (
        <li key={lesson.id} className="flex flex-wrap items-start gap-x-3 gap-y-2 px-(--pad) py-2">
          <details className="min-w-0 grow basis-80">
            <summary className="min-h-6 cursor-pointer py-1 hover:text-hq-ink">
              <span className="num text-ink-2">{at + 1}.</span>{' '}
              <span className="font-semibold">{lesson.title}</span>{' '}
              <span className="num text-ink-2 text-sm">{t('takes', { n: lesson.minutes })}</span>{' '}
              <span className="text-hq-ink text-sm underline decoration-dotted underline-offset-4">
                {t('read')}
              </span>
            </summary>
            <div className="py-2">
              <NoticeText body={lesson.body} />
            </div>
          </details>
          {seen && (
            <span className="flex flex-wrap gap-1">
              <RecordDialog
                trigger={t('change')}
                title={t('changeTitle', { title: lesson.title })}
                submit={t('save')}
                size="small"
                action={changeLesson}
                hidden={{ ...seen, lessonId: lesson.id }}
                success={t('changed')}
                fields={fields(lesson)}
              />
              {(['up', 'down'] as const).map(
                by =>
                  (by === 'up' ? at > 0 : at < lessons.length - 1) && (
                    <ActionButton
                      key={by}
                      action={moveLesson}
                      fields={{ ...seen, lessonId: lesson.id, by }}
                      size="small"
                      variant="ghost"
                      label={t(`${by}Label`, { title: lesson.title })}
                    >
                      {t(by)}
                    </ActionButton>
                  ),
              )}
              <RecordDialog
                trigger={t('remove')}
                size="small"
                variant="danger"
                detail={t('removeDetail', { title: lesson.title })}
                action={removeLesson}
                hidden={{ ...seen, lessonId: lesson.id }}
                success={t('removed')}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
