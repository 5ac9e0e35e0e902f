import { cancelLeaving, resign } from '@/lib/leavings/commands'
import { resignInput } from '@/lib/leavings/input'
import { approveRequest } from '@/lib/requests/commands'
import type { World } from './world'

/** 王沐阳 asks to leave. */
export async function askToLeave(w: World, lastOn: string): Promise<string> {
  const said = resignInput.parse({ reason: 'family', lastOn })
  return (await w.as('wangmuyang', 'me', (tx, actor) => resign(tx, actor, said))).number
}

/** 王沐阳 asks to leave, and everybody agrees. */
export async function leave(w: World, lastOn: string): Promise<string> {
  const number = await askToLeave(w, lastOn)
  for (const login of ['hejun', 'zhoulan'] as const)
    await w.as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
  return number
}

/** HR takes back that somebody leaves. */
export async function cancelLeave(w: World, number: string): Promise<void> {
  await w.as('zhoulan', 'hq', (tx, actor) => cancelLeaving(tx, actor, { number, reason: '留下' }))
}
