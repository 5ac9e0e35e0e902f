import { pauseBeforeRefresh } from '@/lib/events/rules'
import { showChanges } from './changes'

/**
 * Draws the page anew when something changed: soon, but not under somebody's fingers, not unseen, and not with nobody there, because
 * a page that is drawn counts as work and would keep the session of an unattended screen alive.
 * @param restAfter milliseconds without a hand on the device after which the page waits for one
 */
export function createRefresher(options: { refresh(): void; isLive(): boolean; restAfter: number }): {
  ask(): void
  stop(): void
} {
  let isWanted = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let recent: number[] = []
  let touchedAt = Date.now()
  let typingIn: EventTarget | null = null

  function ask(): void {
    isWanted = true
    timer ??= setTimeout(attempt, pauseBeforeRefresh(recent.map(at => Date.now() - at)))
  }

  function attempt(): void {
    timer = undefined
    if (!isWanted || document.hidden || !options.isLive() || Date.now() - touchedAt > options.restAfter)
      return
    if (isBusy()) {
      timer = setTimeout(attempt, 1000)
      return
    }
    isWanted = false
    recent = [Date.now(), ...recent].slice(0, 8)
    showChanges()
    options.refresh()
  }

  /** Somebody types, or answers a question that the page has asked. */
  const isBusy = () =>
    (typingIn !== null && typingIn === document.activeElement) ||
    document.querySelector('main dialog[open]') !== null

  const onInput = (event: Event) => {
    typingIn = event.target
  }
  const onDone = () => {
    typingIn = null
  }
  const onTouch = () => {
    touchedAt = Date.now()
    if (isWanted) ask()
  }
  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
  for (const sign of signs) document.addEventListener(sign, onTouch, { passive: true })
  document.addEventListener('visibilitychange', onTouch)
  document.addEventListener('input', onInput)
  document.addEventListener('submit', onDone)

  return {
    ask,
    stop() {
      clearTimeout(timer)
      for (const sign of signs) document.removeEventListener(sign, onTouch)
      document.removeEventListener('visibilitychange', onTouch)
      document.removeEventListener('input', onInput)
      document.removeEventListener('submit', onDone)
    },
  }
}
