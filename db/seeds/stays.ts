import type { Worker } from './people'
import { type StorePlan, stores } from './stores'
import type { Telling } from './telling'

/** A transfer that goes its way. Days count from today. */
export type Course = {
  asked: number
  kind: 'dispatch' | 'move' | 'return' | 'extend'
  worker: Worker
  store: string
  /** The store that a move leaves. */
  from?: string
  effective: number
  ends: number | null
  by: 'employee' | 'manager' | 'hr' | 'head'
  isBackDated?: boolean
  /** Hours that each decision takes, at least and at most. */
  pace?: [number, number]
}

type Post = { store: StorePlan; stay?: Stay; freeFrom: number }
export type Stay = {
  worker: Worker
  store: string
  since: number
  ends: number
  /** What becomes of it is settled: nothing more is asked for. */
  isSettled: boolean
  course: Course
}

/** How many of each department the rest of the story needs. */
const spares: Record<Worker['home'], number> = { catering: 18, retail: 12, design: 4, 'human-resources': 1 }

/** The year in the stores: who came when, who stayed longer, who went on, who came home. */
export class Year {
  readonly courses: Course[] = []
  private readonly posts: Post[]
  private readonly busyUntil = new Map<Worker, number>()
  /** People whom the year leaves alone, so that other parts of the story have them. */
  private readonly spare: Set<Worker>

  constructor(
    private readonly telling: Telling,
    private readonly workers: Worker[],
  ) {
    this.spare = new Set(
      Object.entries(spares).flatMap(([home, count]) =>
        workers
          .filter(worker => worker.home === home && worker.hired < -430 && !named(worker))
          .slice(0, count),
      ),
    )
    this.posts = stores.flatMap(store =>
      Array.from({ length: store.posts }, () => ({ store, freeFrom: telling.between(-350, -250) })),
    )
    this.placeNamed('wangmuyang', 'tianyao', { asked: -262, effective: -236, ends: 98 })
    this.placeNamed('guyan', 'nanxi', { asked: -203, effective: -176, ends: 27 })
    this.takeOver()
    for (let day = -345; day <= -28; day += 3) for (const post of this.posts) this.live(post, day)
    this.endSoon()
  }

  /** Stays that will last for a while and of which nothing is decided yet. */
  present(store: string): Stay[] {
    return this.posts
      .filter(post => post.store.code === store)
      .map(post => post.stay)
      .filter(stay => stay !== undefined)
      .filter(
        stay => stay.course.effective <= -20 && stay.ends > 45 && !stay.isSettled && !named(stay.worker),
      )
  }

  /** One of them, whom nothing else of the story will touch. */
  settled = (store: string): Stay => {
    const [stay] = this.present(store)
    if (!stay) throw new Error(`Nobody is left in ${store}`)
    stay.isSettled = true
    return stay
  }

  /** Somebody who was never sent anywhere, once. */
  free = (home: Worker['home']): Worker => {
    const found = [...this.spare].find(worker => worker.home === home)
    if (!found) throw new Error(`Nobody is left in ${home}`)
    this.spare.delete(found)
    return found
  }

  private placeNamed(
    login: string,
    store: string,
    days: { asked: number; effective: number; ends: number },
  ): void {
    const worker = this.workers.find(one => one.login === login)
    const post = this.posts.find(one => one.store.code === store && !one.stay)
    if (!worker || !post) return
    const course: Course = { ...days, kind: 'dispatch', worker, store, by: 'employee' }
    this.begin(post, course)
    if (post.stay) post.stay.isSettled = true
  }

  /** Who was in a store before the company had Outpost is entered afterwards. */
  private takeOver(): void {
    for (const post of this.posts) {
      if (post.stay || !this.telling.chance(62)) continue
      const worker = this.someone(post.store, -365)
      if (!worker) continue
      const effective = -365 - this.telling.between(20, 240)
      this.begin(post, {
        asked: -this.telling.between(348, 361),
        kind: 'dispatch',
        worker,
        store: post.store.code,
        effective: Math.max(effective, worker.hired + 20),
        ends: -this.telling.between(10, 170),
        by: 'hr',
        isBackDated: true,
      })
    }
  }

  private live(post: Post, day: number): void {
    const { telling } = this
    const { stay } = post
    if (!stay) {
      if (day >= post.freeFrom) this.fill(post, day)
      return
    }
    if (day >= stay.ends) {
      post.stay = undefined
      post.freeFrom = stay.ends + telling.between(0, 14)
      return
    }
    if (stay.isSettled || day < stay.since + 20) return
    const left = stay.ends - day
    if (left >= 16 && left <= 30) {
      if (telling.chance(36)) this.extend(stay, day)
      else stay.isSettled = true
    } else if (left > 60 && day > stay.course.effective + 60 && telling.draw(1000) < 4) {
      this.bringHome(stay, day)
    }
  }

  private fill(post: Post, day: number): void {
    const { telling } = this
    const effective = day + telling.between(14, 24)
    if (effective > -2) return
    const ends = effective + telling.between(230, 350)
    const asked = day
    const store = post.store.code
    const other = telling.chance(7) ? this.movable(post.store, effective) : undefined
    if (other) {
      const { worker } = other
      other.ends = effective
      other.isSettled = true
      this.begin(post, {
        asked,
        kind: 'move',
        worker,
        store,
        from: other.store,
        effective,
        ends,
        by: telling.pick(['hr', 'employee']),
      })
      return
    }
    const worker = this.someone(post.store, day)
    if (!worker) return
    this.begin(post, {
      asked,
      kind: 'dispatch',
      worker,
      store,
      effective,
      ends,
      by: telling.pick(['hr', 'hr', 'hr', 'employee', 'employee', 'head']),
    })
  }

  private begin(post: Post, course: Course): void {
    const { worker, store, effective: since, ends } = course
    if (ends === null) return
    this.courses.push(course)
    this.busyUntil.set(worker, ends)
    post.stay = { worker, store, since, ends, isSettled: false, course }
  }

  private extend(stay: Stay, day: number): void {
    const ends = stay.ends + this.telling.between(80, 190)
    const course: Course = {
      asked: day,
      kind: 'extend',
      worker: stay.worker,
      store: stay.store,
      effective: stay.ends,
      ends,
      by: this.telling.pick(['manager', 'manager', 'employee', 'hr']),
    }
    this.courses.push(course)
    stay.ends = ends
    stay.course = course
    this.busyUntil.set(stay.worker, ends)
  }

  private bringHome(stay: Stay, day: number): void {
    const effective = day + this.telling.between(13, 20)
    this.courses.push({
      asked: day,
      kind: 'return',
      worker: stay.worker,
      store: stay.store,
      effective,
      ends: null,
      by: this.telling.pick(['manager', 'employee', 'hr']),
    })
    stay.ends = effective
    stay.isSettled = true
    this.busyUntil.set(stay.worker, effective)
  }

  private someone(store: StorePlan, day: number): Worker | undefined {
    const able = this.workers.filter(
      worker =>
        worker.trade === store.trade &&
        worker.home !== 'human-resources' &&
        !named(worker) &&
        !this.spare.has(worker) &&
        worker.hired < day - 45 &&
        (this.busyUntil.get(worker) ?? -9999) < day - 20,
    )
    return able.length > 0 ? this.telling.pick(able) : undefined
  }

  private movable(store: StorePlan, effective: number): Stay | undefined {
    return this.posts
      .filter(post => post.store.trade === store.trade && post.store.code !== store.code)
      .map(post => post.stay)
      .find(
        stay =>
          stay && !stay.isSettled && stay.course.effective < effective - 80 && stay.ends > effective + 50,
      )
  }

  /** A few stays end in the next days, so that each reminder has its people. */
  private endSoon(): void {
    const wanted: [store: string, days: number][] = [
      ['tianyao', 6],
      ['nanxi', 1],
      ['tianyao', 25],
      ['lujiazui', 1],
      ['sanlitun', 6],
      ['beijinglu', 19],
      ['tianhe', 28],
    ]
    for (const [store, days] of wanted) {
      const stay = this.present(store)[0]
      if (!stay) continue
      stay.ends = days
      stay.course.ends = days
      stay.isSettled = true
    }
  }
}

function named(worker: Worker): boolean {
  return ['liwanqing', 'wangmuyang', 'guyan'].includes(worker.login)
}
