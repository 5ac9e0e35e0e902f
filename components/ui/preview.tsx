'use client'

import { useState } from 'react'
import { useWords } from './words'

const frame = 'rounded-sm border border-line'

/** A picture that was chosen and is not sent yet. What the browser cannot draw keeps its place, and the server says what is wrong with it. */
export function Preview({ url, alt, className }: { url: string; alt: string; className: string }) {
  const words = useWords()
  const [undrawn, setUndrawn] = useState('')
  if (undrawn !== url)
    return (
      <img
        src={url}
        alt={alt}
        className={`${frame} object-cover ${className}`}
        onError={() => setUndrawn(url)}
      />
    )
  return (
    <span
      className={`${frame} grid place-items-center overflow-hidden bg-surface-2 p-1 text-center text-ink-2 text-xs ${className}`}
    >
      {words.noPreview}
      {alt && <span className="sr-only"> {alt}</span>}
    </span>
  )
}
