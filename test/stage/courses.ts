import { draftVersion, retireCourse } from '@/lib/courses/commands'
import { giveCourse, openLesson } from '@/lib/learning/commands'
import { revisionOf, teach } from '../courses'
import { type Kit, type Person, scene } from './kit'

/** Courses: one that is being written, one that is given out, one that was; and what people have to learn. */
export async function courses(kit: Kit) {
  const { asHr, day, one, strange, units } = kit
  const make = async (name: string, unitId: string) => {
    const draft = await teach(kit, `${name}草稿`)
    await asHr((tx, actor) => draftVersion(tx, actor, { number: draft, revision: 4 }))
    const given = await teach(kit, `${name}课`, [{ unitId }])
    const retired = await teach(kit, `${name}旧课`)
    await asHr((tx, actor) => retireCourse(tx, actor, { number: retired, revision: 4 }))
    return {
      courseDraft: draft,
      draftRevision: await revisionOf(kit, draft),
      draftLesson: await one(
        `select l.id from lessons l join course_versions v on v.id = l.version_id join courses c on c.id = v.course_id
         where c.number = $1 and v.published_at is null order by l.position limit 1`,
        [draft],
      ),
      courseGiven: given,
      givenRevision: await revisionOf(kit, given),
      courseRetired: retired,
      retiredRevision: await revisionOf(kit, retired),
      courseRule: await one(
        'select r.id from course_rules r join courses c on c.id = r.course_id where c.number = $1',
        [given],
      ),
    }
  }
  const [here, away] = [await make('本店', units.tianyao), await make('远店', strange.store)]
  const learnt = await teach(kit, '都要学')
  const { own, owned, foreign } = await kit.ofPeople(person => learningOf(kit, person, learnt))
  return scene({
    common: { dueOn: day(7) },
    own: { ...here, ...own },
    owned,
    foreign: { ...away, ...foreign },
  })
}

async function learningOf(kit: Kit, { number, token }: Person, course: string) {
  const { id } = await kit.asHr((tx, actor) =>
    giveCourse(tx, actor, { course, employee: number, dueOn: kit.day(7) }),
  )
  const lesson = await kit.one(
    `select l.id from lessons l join enrollments e on e.version_id = l.version_id where e.id = $1 order by l.position limit 1`,
    [id],
  )
  await kit.asSelf(token, (tx, actor) => openLesson(tx, actor, { enrollmentId: id, lessonId: lesson }))
  return {
    /** A course that somebody has to learn, and the lesson of it that they have before them. */
    enrollment: id,
    lesson,
  }
}
