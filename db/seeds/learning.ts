import { type SQL, sql } from 'drizzle-orm'
import {
  addLesson,
  addRule,
  applyRule,
  changeLesson,
  createCourse,
  draftVersion,
  publishCourse,
} from '@/lib/courses/commands'
import { addLessonInput, addRuleInput } from '@/lib/courses/input'
import { draftOf, getCourse, listLessons, listOwing, listRules, lockRule } from '@/lib/courses/queries'
import { completeLesson, giveCourse, nudgeCourse, openLesson, withdrawCourse } from '@/lib/learning/commands'
import { askReturned, remindOfCourses } from '@/lib/learning/jobs'
import { getOwn, listOpen, listOwnLessons } from '@/lib/learning/queries'
import type { Company } from './company'
import { type CourseText, courseTexts } from './courses'
import { idOf, type Person, personOf, type Telling } from './telling'

const regions = ['east', 'south', 'north']

/** Courses since the beginning, a second version of one, and what everybody learnt of them, is learning, or puts off. */
export function planLearning(telling: Telling, company: Company): void {
  const scene = new School(telling, company)
  telling.at(telling.day(-364), 9, () => scene.setUp())
  for (let offset = -350; offset < -21; offset += 14)
    telling.at(telling.day(offset), 19.7, () => scene.learnLongAgo())
  for (let offset = -21; offset < 0; offset++) telling.at(telling.day(offset), 9.41, () => scene.remind())
  telling.at(telling.day(-60), 10.2, () => scene.improve())
  for (const offset of [-19, -12, -6, -2]) telling.at(telling.day(offset), 12.6, () => scene.learn())
  telling.at(telling.day(-16), 10.4, () => scene.again())
  telling.at(telling.day(-5), 11.3, () => scene.byHand())
  telling.at(telling.day(-1), 10.6, () => scene.chase())
  telling.at(telling.day(-1), 15.2, () => scene.draft())
}

class School {
  private readonly numbers = new Map<string, string>()
  constructor(
    private readonly telling: Telling,
    private readonly company: Company,
  ) {}

  private hr = (): Person => personOf(this.company.cast, 'zhoulan')
  private numberOf(title: string): string {
    const number = this.numbers.get(title)
    if (!number) throw new Error(`The story does not know ${title}`)
    return number
  }

  async setUp(): Promise<void> {
    for (const text of courseTexts) await this.publish(text)
  }

  private async publish(text: CourseText): Promise<void> {
    const { tx } = this.telling
    const actor = this.telling.as(this.hr())
    const { number } = await createCourse(tx, actor, { title: text.title, summary: text.summary })
    this.numbers.set(text.title, number)
    for (const [at, lesson] of text.lessons.entries())
      await addLesson(tx, actor, addLessonInput.parse({ number, revision: at + 1, ...lesson }))
    await publishCourse(tx, actor, { number, revision: text.lessons.length + 1 })
    const units = { stores: regions, everywhere: [undefined] }[text.where]
    for (const unit of units) {
      const unitId = unit && idOf(this.company.units, unit)
      await addRule(tx, actor, addRuleInput.parse({ number, whom: text.whom, days: text.days, unitId }))
    }
    if (text.where === 'everywhere') await this.applyRules(number)
  }

  private async applyRules(number: string): Promise<void> {
    const { tx } = this.telling
    const actor = this.telling.as(this.hr())
    for (const { id } of await listRules(tx, actor, (await getCourse(tx, number)).id)) {
      const people = (await listOwing(tx, actor, await lockRule(tx, actor, id))).length
      if (people > 0) await applyRule(tx, actor, { ruleId: id, people })
    }
  }

  /** Who has something before them that is due soon, or given a while ago. */
  private ready = (): SQL => {
    const { now, localDay } = this.telling
    return sql`
      select e.id, e.employee_id, e.version_id, p.user_id, p.name, p.number as person, c.number, c.title,
        greatest(e.assigned_at + interval '2 hours', least(${now}::timestamptz - interval '1 hour',
          (e.due_on - 1 - abs(hashtext(e.id::text)) % 3) + time '12:30' at time zone 'Asia/Shanghai')) as at
      from enrollments e join employees p on p.id = e.employee_id join courses c on c.id = e.course_id
      where e.status = 'open' and e.begun_at is null and p.user_id is not null and (p.left_on is null or p.left_on > ${localDay})
        and e.assigned_at < ${now}::timestamptz - interval '3 hours'
        and (e.due_on <= ${localDay}::date + 5 or e.assigned_at < ${now}::timestamptz - interval '10 days')`
  }

  /** Of late everybody by themselves, lesson by lesson, one after another in an afternoon; some put it off. */
  async learn(): Promise<void> {
    const { telling } = this
    const learners = await telling.rows<{ id: string; user_id: string }>(
      sql`select id, user_id from (${this.ready()}) r where abs(hashtext(person || number)) % 5 > 0 order by person, number`,
    )
    for (const [nth, { id, user_id }] of learners.entries())
      telling.after(nth / 4, () => this.read(telling.person(user_id), id))
  }

  /** Before that all of it at a time: what the commands of each lesson would write, in three statements for everybody. */
  async learnLongAgo(): Promise<void> {
    const { telling } = this
    await telling.rows(sql`
      with ready as (${this.ready()}), learnt as (
        insert into lesson_completions (enrollment_id, lesson_id, employee_id, opened_at, completed_at)
        select r.id, l.id, r.employee_id, r.at + make_interval(mins => 15 * l.position - 12), r.at + make_interval(mins => 15 * l.position)
        from ready r join lessons l on l.version_id = r.version_id returning 1
      )
      insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id, details)
      select r.at + make_interval(mins => 60), r.user_id, r.name, 'employee', 'learning.completed', r.id, r.employee_id,
        jsonb_build_object('number', r.number, 'course', r.title) from ready r, (select count(*) from learnt) n`)
    await telling.rows(sql`
      update enrollments e set status = 'completed', begun_at = d.opened_at, completed_at = d.completed_at, lessons_done = d.n
      from (select enrollment_id, min(opened_at) as opened_at, max(completed_at) as completed_at, count(*)::int as n
        from lesson_completions where completed_at is not null group by enrollment_id) d
      join enrollments o on o.id = d.enrollment_id join course_versions v on v.id = o.version_id and v.lessons = d.n
      where e.id = d.enrollment_id and e.status = 'open'`)
  }

  async remind(): Promise<void> {
    const { tx, now, localDay } = this.telling
    await remindOfCourses(tx, now, localDay)
    await askReturned(tx, now, localDay)
  }

  /** The rules of food safety have changed: a second version, for whoever begins from then on. */
  async improve(): Promise<void> {
    const { tx } = this.telling
    const actor = this.telling.as(this.hr())
    const number = this.numberOf('食品安全')
    const revision = async () => (await getCourse(tx, number)).revision
    await draftVersion(tx, actor, { number, revision: await revision() })
    const draft = draftOf(await getCourse(tx, number))
    const lesson = draft && (await listLessons(tx, draft.id)).at(-1)
    if (!lesson) return
    const { title, body, minutes } = lesson
    await changeLesson(tx, actor, {
      number,
      revision: await revision(),
      lessonId: lesson.id,
      title,
      minutes,
      body: `${body}\n\n外卖和堂食一样留样。外卖封签破损的，顾客可以拒收，由店里重做，不追究骑手。`,
    })
    await publishCourse(tx, actor, { number, revision: await revision() })
  }

  /** Once a year the kitchen learns it again: 王沐阳 has read one lesson and puts the rest off. */
  async again(): Promise<void> {
    const { telling } = this
    const person = await telling.personBy('wangmuyang')
    await giveCourse(telling.tx, telling.as(this.hr()), {
      course: this.numberOf('食品安全'),
      employee: person.number ?? '',
      dueOn: telling.day(-2),
      again: 'on',
    })
    telling.after(26, async () => {
      const open = await listOpen(telling.tx, person.employeeId ?? '')
      const found = open.find(one => one.title === '食品安全')
      if (found) await this.read(person, found.id, 1)
    })
  }

  /** 赵明远 asks one of his to learn the till, and takes back what another does not need. */
  async byHand(): Promise<void> {
    const { telling } = this
    const manager = telling.as(personOf(this.company.cast, 'zhaomingyuan'))
    const give = (employee: string, title: string, days: number) =>
      giveCourse(telling.tx, manager, { course: this.numberOf(title), employee, dueOn: telling.day(days) })
    const person = await telling.personBy('wangmuyang')
    await give(person.number ?? '', '收银与备用金', 6)
    const [other] = await telling.rows<{ number: string }>(sql`
      select p.number from employees p join assignments a on a.employee_id = p.id join units u on u.id = a.unit_id
      where u.code = 'tianyao' and a.starts_on <= ${telling.localDay} and (a.ends_on is null or a.ends_on > ${telling.day(30)})
        and p.number <> ${person.number} and p.user_id is not null
        and not exists (select from enrollments e join courses c on c.id = e.course_id where e.employee_id = p.id and c.title = '收银与备用金')
      order by p.number limit 1`)
    if (!other) return
    const { id } = await give(other.number, '收银与备用金', 9)
    telling.after(4, () =>
      withdrawCourse(telling.tx, telling.as(personOf(this.company.cast, 'zhaomingyuan')), {
        enrollmentId: id,
        reason: '改由早班同事负责收银',
      }),
    )
  }

  private async read(person: Person, enrollmentId: string, most?: number): Promise<void> {
    const { telling } = this
    const actor = () => telling.as(person, 'employee')
    const lessons = await listOwnLessons(telling.tx, await getOwn(telling.tx, actor(), enrollmentId))
    for (const { id: lessonId } of lessons.slice(0, most)) {
      await openLesson(telling.tx, actor(), { enrollmentId, lessonId })
      telling.now = new Date(telling.now.getTime() + 600_000)
      await completeLesson(telling.tx, actor(), { enrollmentId, lessonId })
    }
  }

  /** What is late is asked for. */
  async chase(): Promise<void> {
    const { telling } = this
    const person = await telling.personBy('wangmuyang')
    const late = (await listOpen(telling.tx, person.employeeId ?? '')).find(
      one => one.dueOn < telling.localDay,
    )
    const manager = telling.as(personOf(this.company.cast, 'zhaomingyuan'))
    if (late) await nudgeCourse(telling.tx, manager, { enrollmentId: late.id })
  }

  /** One is still being written. */
  async draft(): Promise<void> {
    const { tx } = this.telling
    const actor = this.telling.as(personOf(this.company.cast, 'xutinglan'))
    const { number } = await createCourse(tx, actor, {
      title: '带教新人',
      summary: '给在店满一年的同事：第一周怎么带、怎么反馈',
    })
    await addLesson(tx, actor, {
      number,
      revision: 1,
      title: '第一天',
      minutes: 8,
      body: `提前一天和新同事约好时间和地点，开店前半小时到。先介绍人，再介绍地方，最后才介绍事情。

第一天只教三件事：在哪里换衣服和吃饭，有事找谁，今天做哪一样。做对了当场说，做错了带到一边说。`,
    })
  }
}
