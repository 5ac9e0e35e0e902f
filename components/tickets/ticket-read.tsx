'use client'

import { useEffect } from 'react'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has seen the page: what they were told about it. */
export function TicketRead({ number }: { number: string }) {
  useEffect(() => noteSeen(`tickets/${number}`), [number])
  return null
}
