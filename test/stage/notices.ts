import { draftNotice, publishNotice } from '@/lib/notices/commands'
import { draftInput } from '@/lib/notices/input'
import type { Login, SeatName } from '../world'
import { type Kit, scene } from './kit'

export async function notices({ as, sql, strange }: Kit) {
  const notice = async (login: Login, seat: SeatName, hours: number | null, over = {}): Promise<string> => {
    const words = draftInput.parse({ title: '通知', body: '正文', ...over })
    const { number } = await as(login, seat, (tx, actor) => draftNotice(tx, actor, words))
    if (hours === null) return number
    await as(login, seat, (tx, actor) => {
      const publishAt = hours > 0 ? new Date(actor.now.getTime() + hours * 3_600_000) : undefined
      return publishNotice(tx, actor, { number, revision: 1, publishAt })
    })
    await sql(`select app.evaluate_notice(id, now()) from notices where number = $1`, [number])
    return number
  }
  const noticesOf = async (login: Login, seat: SeatName, over = {}) => ({
    draft: await notice(login, seat, null, over),
    /** One with a time. */
    scheduled: await notice(login, seat, 1, over),
    /** One that is out. */
    issued: await notice(login, seat, 0, over),
  })
  const foreign = await noticesOf('zhoulan', 'hq', { unitIds: strange.store })
  return scene({
    own: {
      ...(await noticesOf('zhoulan', 'hq')),
      /** One that is for everybody, to be signed. */
      toSign: await notice('zhoulan', 'hq', 0, { isMustRead: 'on', dueDays: '7' }),
    },
    owned: {
      head: await noticesOf('hejun', 'hq'),
      manager: await noticesOf('zhaomingyuan', 'store/tianyao'),
      region: await noticesOf('qinchuan', 'store/east'),
    },
    foreign: { ...foreign, toSign: foreign.issued },
  })
}
