import type { SearchParams } from '../ui/search-params'

export type Opened = { kind: 'requests' | 'tickets'; number: string; path: string }

/** What the address of the inbox says stands beside the list: `open=requests/DG-2026-0417`. */
export function openedOf({ open }: SearchParams): Opened | undefined {
  const [path, kind, number] =
    (typeof open === 'string' && /^(requests|tickets)\/([A-Z]{2}-\d{4}-\d{4,8})$/.exec(open)) || []
  if (!path || !number) return undefined
  return { kind: kind === 'tickets' ? 'tickets' : 'requests', number, path }
}
