import { addLesson, addRule, createCourse, publishCourse } from '@/lib/courses/commands'
import { addRuleInput } from '@/lib/courses/input'
import { getCourse } from '@/lib/courses/queries'
import { completeLesson, openLesson } from '@/lib/learning/commands'
import { getOwn, listOpen, listOwnLessons } from '@/lib/learning/queries'
import type { Login, World } from './world'

type Rule = { whom?: string; unitId?: string; days?: number }

/** HR publishes a course of so many lessons, with rules. */
export async function teach(
  w: Pick<World, 'as'>,
  title: string,
  rules: Rule[] = [],
  lessons = ['第一节', '第二节'],
): Promise<string> {
  return w.as('zhoulan', 'hq', async (tx, actor) => {
    const { number } = await createCourse(tx, actor, { title, summary: '' })
    for (const [index, name] of lessons.entries())
      await addLesson(tx, actor, {
        number,
        revision: index + 1,
        title: name,
        body: `${name}讲什么`,
        minutes: 5,
      })
    await publishCourse(tx, actor, { number, revision: lessons.length + 1 })
    for (const { days = 7, ...rule } of rules)
      await addRule(tx, actor, addRuleInput.parse({ number, days: String(days), ...rule }))
    return number
  })
}

/** The revision that a course has now. */
export const revisionOf = (w: Pick<World, 'as'>, number: string): Promise<number> =>
  w.as('zhoulan', 'hq', async tx => (await getCourse(tx, number)).revision)

/** Somebody learns so many lessons of a course that they have to learn; all of them where nothing is said. */
export async function learn(w: Pick<World, 'as'>, login: Login, title: string, most = 99): Promise<string> {
  return w.as(login, 'me', async (tx, actor) => {
    const found = (await listOpen(tx, actor.employeeId ?? '')).find(one => one.title === title)
    if (!found) throw new Error(`${login} does not have to learn ${title}`)
    const lessons = await listOwnLessons(tx, await getOwn(tx, actor, found.id))
    for (const { id: lessonId } of lessons.slice(0, most)) {
      await openLesson(tx, actor, { enrollmentId: found.id, lessonId })
      await completeLesson(tx, actor, { enrollmentId: found.id, lessonId })
    }
    return found.id
  })
}
