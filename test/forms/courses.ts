import type { Aim } from '../stage'
import type { Form } from './kit'

const lesson = { title: '新课时', body: '讲什么', minutes: '5' }
const draft = (aim: Aim) => ({ number: aim.courseDraft, revision: aim.draftRevision })
const given = (aim: Aim) => ({ number: aim.courseGiven, revision: aim.givenRevision })

export const courses: Record<string, Form> = {
  'courses/createCourse': { aimless: true, fields: () => ({ title: '新课', summary: '讲什么' }) },
  'courses/changeCourse': { fields: aim => ({ ...given(aim), title: '改名', summary: '' }) },
  'courses/draftVersion': { fields: given },
  'courses/addLesson': { fields: aim => ({ ...draft(aim), ...lesson }) },
  'courses/changeLesson': { fields: aim => ({ ...draft(aim), lessonId: aim.draftLesson, ...lesson }) },
  'courses/moveLesson': { fields: aim => ({ ...draft(aim), lessonId: aim.draftLesson, by: 'down' }) },
  'courses/removeLesson': { fields: aim => ({ ...draft(aim), lessonId: aim.draftLesson }) },
  'courses/publishCourse': { fields: draft },
  'courses/retireCourse': { fields: given },
  'courses/resumeCourse': {
    fields: aim => ({ number: aim.courseRetired, revision: aim.retiredRevision }),
  },
  'courses/addRule': { fields: aim => ({ number: aim.courseGiven, whom: '', days: '7' }) },
  'courses/endRule': { fields: aim => ({ ruleId: aim.courseRule }) },
  'courses/applyRule': { fields: aim => ({ ruleId: aim.courseRule, people: '2' }) },

  'learning/giveCourse': {
    fields: aim => ({ course: aim.courseGiven, employee: aim.employee, dueOn: aim.dueOn }),
  },
  'learning/withdrawCourse': { fields: aim => ({ enrollmentId: aim.enrollment, reason: '换一门' }) },
  'learning/nudgeCourse': { fields: aim => ({ enrollmentId: aim.enrollment }) },
  'learning/openLesson': {
    by: 'employee',
    fields: aim => ({ enrollmentId: aim.enrollment, lessonId: aim.lesson }),
  },
  'learning/completeLesson': {
    by: 'employee',
    fields: aim => ({ enrollmentId: aim.enrollment, lessonId: aim.lesson }),
  },
}
