'use client'

import { useEffect, useRef, useState } from 'react'
import { smaller } from '../tickets/photos'
import { buttonClass } from '../ui/button'
import { FieldError } from '../ui/field'
import { Icon } from '../ui/icon'
import { Preview } from '../ui/preview'

export type FileWords = { label: string; hint: string; camera: string; choose: string; chosen: string }

/** Enough to read a page by; what the server keeps has no more either. */
const longestSide = 3_000

/** One picture from the camera, or one picture or PDF from the disk. Pictures are made smaller here, before they are sent. */
export function FileField({
  words,
  error,
  answer,
}: {
  words: FileWords
  error: string | undefined
  /** The answer that the error came with: it is not about a file that is chosen afterwards. */
  answer: unknown
}) {
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<{ name: string; url: string | undefined }>()
  const [busy, setBusy] = useState(false)
  const [overtaken, setOvertaken] = useState<unknown>(null)

  const take = async (original: File | undefined) => {
    if (!original) return
    setBusy(true)
    setOvertaken(answer)
    const file = await smaller(original, longestSide)
    // The form sends what its input holds.
    const list = new DataTransfer()
    list.items.add(file)
    if (input.current) input.current.files = list.files
    setChosen({
      name: file.name,
      url: file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined,
    })
    setBusy(false)
  }
  useEffect(() => () => void (chosen?.url && URL.revokeObjectURL(chosen.url)), [chosen])

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-ink-2 text-sm touch:text-base">
        {words.label}
        <span className="ms-0.5 text-bad-ink" aria-hidden>
          *
        </span>
      </legend>
      <div className="flex flex-wrap items-center gap-2" aria-busy={busy}>
        <Pick label={words.camera} accept="image/*" camera className="sm:pointer-fine:hidden" onTake={take} />
        <Pick label={words.choose} accept="image/*,application/pdf" onTake={take} />
        <input ref={input} type="file" name="file" hidden />
      </div>
      <p role="status" className="flex items-center gap-2 text-sm empty:hidden">
        {chosen && (
          <>
            {chosen.url ? (
              <Preview url={chosen.url} alt="" className="size-16 shrink-0" />
            ) : (
              <Icon name="file-text" />
            )}
            <span className="min-w-0 break-all">{words.chosen.replace('{name}', chosen.name)}</span>
          </>
        )}
      </p>
      <p className="text-ink-3 text-xs">{words.hint}</p>
      {error && overtaken !== answer && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

function Pick({
  label,
  accept,
  camera = false,
  className = '',
  onTake,
}: {
  label: string
  accept: string
  camera?: boolean
  className?: string
  onTake: (file: File | undefined) => Promise<void>
}) {
  return (
    <label
      className={`${buttonClass()} has-focus-visible:outline-2 has-focus-visible:outline-focus ${className}`}
    >
      <input
        type="file"
        accept={accept}
        capture={camera ? 'environment' : undefined}
        className="sr-only"
        onChange={event => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          void onTake(file)
        }}
      />
      {label}
    </label>
  )
}
