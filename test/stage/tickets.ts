import { addCategory } from '@/lib/categories/commands'
import { answerTicket, openTicket } from '@/lib/tickets/commands'
import type { Login } from '../world'
import { type Kit, scene } from './kit'

export async function tickets({ as, asHr, strange, units }: Kit) {
  const category = async (name: string, unitId?: string): Promise<string> =>
    (
      await asHr((tx, actor) =>
        addCategory(tx, actor, {
          name,
          nameEn: name,
          routing: unitId ? 'unit' : 'store',
          unitId,
          priority: 'normal',
          hours: 8,
          asksPromise: false,
          isPrivate: false,
        }),
      )
    ).id
  const [store, design, catering] = [
    await category('报修'),
    await category('设计', units.design),
    await category('餐饮', units.catering),
  ]
  const report = async (login: Login, seat: 'hq' | 'me', categoryId: string, storeId?: string) => {
    const problem = { categoryId, storeId, title: '问题', body: '详情', files: [] }
    return (await as(login, seat, (tx, actor) => openTicket(tx, actor, problem))).number
  }
  const two = async (make: () => Promise<string>) => ({ ticket: await make(), counting: await make() })
  const reported = await report('liwanqing', 'me', catering)
  await as('hejun', 'hq', (tx, actor) =>
    answerTicket(tx, actor, { number: reported, body: '好了', files: [] }),
  )
  const foreign = await report('zhoulan', 'hq', store, strange.store)
  return scene({
    common: { category: catering },
    own: {
      /** One that the caller deals with, where they deal with any; and one to merge it into. */
      ...(await two(() => report('wangmuyang', 'me', store, units.tianyao))),
      /** One that the caller reported and that is answered. */
      reported,
    },
    owned: {
      head: await two(() => report('wangmuyang', 'me', catering)),
      specialist: await two(() => report('liwanqing', 'me', design)),
    },
    foreign: { ticket: foreign, counting: foreign, reported: foreign },
  })
}
