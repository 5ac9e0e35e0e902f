'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { completeLesson, openLesson } from '@/lib/learning/actions'
import { ActionButton } from '../ui/action-button'
import { toast } from '../ui/toast'

/** Opens a lesson, or says that it is learnt and goes on with the next. */
export function LessonButton({
  does,
  enrollmentId,
  lessonId,
  words,
}: {
  does: 'open' | 'complete'
  enrollmentId: string
  lessonId: string
  words: { press: string; completed: string }
}) {
  const router = useRouter()
  const go = (next: string | undefined, isCompleted: boolean) => {
    if (isCompleted) toast({ message: words.completed, tone: 'ok' })
    router.push(`/me/courses/${enrollmentId}${next ? `?lesson=${next}` : ''}` as Route)
  }
  const fields = { enrollmentId, lessonId }
  return does === 'open' ? (
    <ActionButton
      action={openLesson}
      fields={fields}
      variant="primary"
      onDone={one => go(one.lessonId, false)}
    >
      {words.press}
    </ActionButton>
  ) : (
    <ActionButton
      action={completeLesson}
      fields={fields}
      variant="primary"
      onDone={one => go(one.lessonId, one.isCompleted)}
    >
      {words.press}
    </ActionButton>
  )
}
