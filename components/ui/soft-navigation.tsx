'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/**
 * Once per shell: plain links and GET forms move without a page load, and a click on a row follows the row's link.
 * One listener for the page instead of one client component per link. `data-hard`, `download` and `target` opt out.
 */
export function SoftNavigation() {
  const router = useRouter()
  const [busy, start] = useTransition()

  // On a phone a row of tabs may be wider than the page: each page begins with its own tab in sight.
  useEffect(() => {
    if (busy) return
    const current = document.querySelector<HTMLElement>('main nav a[aria-current="page"]')
    const strip = current?.closest('nav')
    if (!current || !strip || strip.scrollWidth <= strip.clientWidth) return
    const [tab, frame] = [current.getBoundingClientRect(), strip.getBoundingClientRect()]
    strip.scrollLeft += tab.left - frame.left - (frame.width - tab.width) / 2
  }, [busy])

  useEffect(() => {
    const go = (url: URL) => start(() => router.push(`${url.pathname}${url.search}${url.hash}` as Route))

    const onClick = (event: MouseEvent) => {
      if (
        event.defaultPrevented ||
        event.button ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return
      const target = event.target as Element
      const link = target.closest<HTMLAnchorElement>('a[href]') ?? rowLink(target)
      if (!link || !isSoft(link)) return
      event.preventDefault()
      go(new URL(link.href))
    }
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement
      if (
        event.defaultPrevented ||
        (form.getAttribute('method') ?? 'get') !== 'get' ||
        form.dataset.hard !== undefined
      )
        return
      event.preventDefault()
      const url = new URL(form.getAttribute('action') ?? '', location.href)
      const filled = [...new FormData(form, event.submitter)].filter(([, value]) => value !== '')
      url.search = new URLSearchParams(filled as [string, string][]).toString()
      go(url)
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
    }
  }, [router])

  return (
    <div data-busy={busy} data-print="hide">
      <div className="busy-bar pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 bg-hq" />
    </div>
  )
}

/** Whether a link is followed without a page load. */
export function isSoft(link: HTMLAnchorElement): boolean {
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return false
  if (link.dataset.hard !== undefined || link.pathname.startsWith('/api/')) return false
  const samePage = link.pathname === location.pathname && link.search === location.search
  return !(samePage && link.hash)
}

function rowLink(target: Element): HTMLAnchorElement | null {
  if (target.closest('button, input, select, textarea, label, summary, details, dialog, form')) return null
  if (getSelection()?.toString()) return null
  return target.closest('tr, [data-rows] > li')?.querySelector<HTMLAnchorElement>('a[data-row]') ?? null
}
