'use client'

import { useEffect } from 'react'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has seen the page: what they were told about it. */
export function NoteRead({ id }: { id: string }) {
  useEffect(() => noteSeen(`thanks/${id}`), [id])
  return null
}
