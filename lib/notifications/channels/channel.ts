import 'server-only'
import type { Tx } from '@/db/client'
import type { channelNames } from '@/db/schema/channels'
import type { Locale } from '../../actor'
import type { NotificationKind } from '../../notify'

/*
 * The ways by which notifications leave Outpost. In-app is none of them: it always happens and cannot fail.
 *
 * A channel is one object in a file of its own, listed in all.ts. The worker (lib/deliveries/jobs.ts) does the rest:
 *
 *   1. plan  – for a batch of new notifications the channel says which go where and when. It reads with `tx` (as the job role) and
 *              writes nothing; the worker writes one row in `deliveries` per answer. Asked twice it may answer twice: a row is there
 *              once per (notification, channel, target). A channel to persons asks listReaders() and dueOf() about their choices; one
 *              to groups (robots) answers with userId null, its robot as targetId, and names each telling once: the notifications of
 *              one notify() share kind, path and createdAt.
 *   2. send  – each message that is due is sent once: claimed under a lease, sent outside of any transaction, then settled. Whoever
 *              dies in between leaves a lease that ends, and another worker sends again. So at the outer edge delivery is at least
 *              once: a channel passes message.id on (Message-ID, Topic, …), the same for every try, so that a repetition is recognised.
 *   3. fail  – throw Undeliverable when trying again cannot help: the row is dead, and an admin sees it under /hq/health. Throw
 *              NotWanted when nobody wants it any more, Later when the other side takes no more just now. That and anything else
 *              thrown is tried again, mostTries times with growing pauses.
 *
 * Nothing sensitive leaves: a line is a title without reasons, comments or amounts, and a link that asks to sign in. Reasons are kept,
 * so they are short codes (`smtp 550`, `http 410`) without addresses and without what a server answered in full.
 */
export type Channel = {
  name: ChannelName
  /** Whether it is set up on this installation; one that is off plans and sends nothing. */
  isOn(): boolean
  plan(tx: Tx, told: Told[], now: Date): Promise<Planned[]>
  send(message: Message): Promise<void>
}

export type ChannelName = Exclude<(typeof channelNames)[number], 'in_app'>

/** A notification that is new to the channels. */
export type Told = { id: string; userId: string; kind: NotificationKind; path: string; createdAt: Date }

export type Planned = {
  notificationId: string
  userId: string | null
  targetId: string | null
  dueAt: Date
  isBundled: boolean
}

export type Message = {
  /** The same for every try. */
  id: string
  userId: string | null
  targetId: string | null
  /** The reader's language; Chinese where a group reads. */
  locale: Locale
  /** Gathered by a digest or by quiet hours; then there may be several lines. */
  isBundled: boolean
  /** At least one, oldest first. */
  lines: Line[]
}

export type Line = {
  kind: NotificationKind
  /** What happened, on one line, in the language of the message. */
  title: string
  /** Leads whoever signs in to the page in their own portal. */
  url: string
}

export class Undeliverable extends Error {
  override name = 'Undeliverable'
  /** @param reason a short code, kept and shown to admins */
  constructor(readonly reason: string) {
    super(reason)
  }
}

/** Unsubscribed, signed off, or the device is gone: no failure, and nothing to send. */
export class NotWanted extends Error {
  override name = 'NotWanted'
  constructor(readonly reason: string) {
    super(reason)
  }
}

/**
 * Not now. After so many seconds where the other side said when, or it is our own turn that has not come (which costs no try); after a
 * growing pause where nobody knows.
 */
export class Later extends Error {
  override name = 'Later'
  constructor(
    readonly seconds: number | undefined,
    readonly reason: string,
    readonly isOwnTurn = false,
  ) {
    super(reason)
  }
}
