'use client'

import { useEffect, useRef, useState } from 'react'

/** How many rows of the page are ticked, and all of them at once: one listener on the page, none in the rows. */
export function BulkCount({
  form,
  words,
}: {
  form: string
  /** `{n}` in `count` is the number. */
  words: Record<'page' | 'none' | 'count', string>
}) {
  const [ticked, setTicked] = useState(0)
  const every = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[form="${form}"][name="n"]`)]
    const count = () => {
      const all = boxes()
      const now = all.filter(box => box.checked).length
      if (every.current) {
        every.current.checked = now > 0 && now === all.length
        every.current.indeterminate = now > 0 && now < all.length
      }
      setTicked(now)
    }
    const onChange = ({ target }: Event) => {
      if (target === every.current) for (const box of boxes()) box.checked = every.current?.checked ?? false
      if (target === every.current || (target as Element).matches(`input[form="${form}"]`)) count()
    }
    count()
    document.addEventListener('change', onChange)
    return () => document.removeEventListener('change', onChange)
  }, [form])

  return (
    <>
      <label className="flex min-h-6 items-center gap-2">
        <input ref={every} type="checkbox" />
        {words.page}
      </label>
      <output className="num text-ink-2" data-some={ticked > 0 || undefined}>
        {ticked === 0 ? words.none : words.count.replace('{n}', String(ticked))}
      </output>
    </>
  )
}
