'use client'

import { useEffect } from 'react'
import { listenTo } from './listeners'

/**
 * Draws the page anew, quietly, when something that it shows has changed: `<Live topics={['request/' + id]} />` anywhere in it.
 * Topics are those of app.event_readers; `inbox` and `notification` are listened to on every page.
 */
export function Live({ topics }: { topics: string[] }) {
  const names = topics.join(' ')
  useEffect(() => listenTo(names.split(' ')), [names])
  return null
}
