'use client'

import { useEffect } from 'react'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has the list before them: what they were told about it is no news any more. */
export function NewsRead() {
  useEffect(() => noteSeen('reports'), [])
  return null
}
