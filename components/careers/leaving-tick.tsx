'use client'

import { tickLeavingItem } from '@/lib/leavings/actions'
import { TickForm } from '../transfers/tick'

/** A box of a leaving's list. */
export function LeavingTick({ itemId, done, label }: { itemId: string; done: boolean; label: string }) {
  return <TickForm action={tickLeavingItem} fields={{ itemId }} done={done} label={label} />
}
