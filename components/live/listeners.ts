import type { Topic } from '@/lib/events/rules'

/** What the parts of this page listen to, besides what every page does. */
const wanted = new Set<readonly Topic[]>()

export function listenTo(topics: readonly Topic[]): () => void {
  wanted.add(topics)
  return () => wanted.delete(topics)
}

export function topicsOfPage(): Topic[] {
  return [...wanted].flat()
}
