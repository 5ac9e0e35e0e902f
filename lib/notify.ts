import 'server-only'
import type { Tx } from '@/db/client'
import { notifications } from '@/db/schema/system'
import { newId } from './id'
import type { Messages } from './messages'

/** Kinds of notification: each has its text in messages, with its values as ICU arguments. */
export type NotificationKind = keyof Messages['notifications']['kinds'] & string

/**
 * Tells people something, once each and never the actor: the rows commit with the command, and the dispatcher sees to their delivery.
 * @param values what the text names; a list is joined when it is read, as the reader's language does it
 * @param path where to read on, without the portal: `requests/DG-2026-0417`
 */
export async function notify(
  tx: Tx,
  author: { userId: string | null; now: Date },
  userIds: (string | null | undefined)[],
  kind: NotificationKind,
  values: Record<string, string | string[]>,
  path: string,
): Promise<void> {
  const readers = [...new Set(userIds)].filter((id): id is string => Boolean(id) && id !== author.userId)
  if (readers.length === 0) return
  const rows = readers.map(userId => ({
    id: newId(author.now),
    userId,
    kind,
    values,
    path,
    createdAt: author.now,
  }))
  await tx.insert(notifications).values(rows)
}
