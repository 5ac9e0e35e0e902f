'use client'

import { startTransition, useState } from 'react'
import { addPhoto, removePhoto } from '@/lib/reports/actions'
import { smaller } from '../tickets/photos'
import { Button, buttonClass } from '../ui/button'
import { FieldError } from '../ui/field'
import { Icon } from '../ui/icon'
import { Preview } from '../ui/preview'

export type PhotoFieldWords = Record<'add' | 'hint' | 'remove' | 'sending' | 'lost' | 'retry', string>
export type KeptPhoto = { id: string; name: string; href: string }

type Waiting = { key: string; file: File; url: string; problem?: string }

/** Photos of one field: each is made smaller here and kept by the server at once; one that did not arrive stays, and can be sent again. */
export function PhotoField({
  reportId,
  field,
  most,
  photos,
  words,
}: {
  reportId: string
  field: string
  most: number
  photos: KeptPhoto[]
  words: PhotoFieldWords
}) {
  const [waiting, setWaiting] = useState<Waiting[]>([])
  const [problem, setProblem] = useState('')
  const drop = (key: string) => setWaiting(before => before.filter(one => one.key !== key))
  const fail = (key: string, text: string) =>
    setWaiting(before => before.map(one => (one.key === key ? { ...one, problem: text } : one)))

  const send = ({ key, file }: Waiting) => {
    const data = new FormData()
    data.set('reportId', reportId)
    data.set('field', field)
    data.set('file', file)
    setWaiting(before => before.map(({ problem: _, ...one }) => one))
    startTransition(async () => {
      try {
        const answer = await addPhoto(null, data)
        if (answer.ok) drop(key)
        else fail(key, answer.message)
      } catch {
        fail(key, words.lost.replace('{name}', file.name))
      }
    })
  }
  const choose = async (chosen: File[]) => {
    for (const original of chosen.slice(0, most - photos.length - waiting.length)) {
      const file = await smaller(original)
      const next = {
        key: `${file.name}-${file.lastModified}-${file.size}`,
        file,
        url: URL.createObjectURL(file),
      }
      setWaiting(before => [...before, next])
      send(next)
    }
  }
  const remove = (photoId: string) => {
    const data = new FormData()
    data.set('reportId', reportId)
    data.set('photoId', photoId)
    startTransition(async () => {
      const answer = await removePhoto(null, data).catch(() => undefined)
      setProblem(answer && !answer.ok ? answer.message : '')
    })
  }
  return (
    <div className="grid gap-2">
      {photos.length + waiting.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {photos.map(photo => (
            <li key={photo.id} className="relative">
              <img
                src={photo.href}
                alt={photo.name}
                className="size-20 rounded-sm border border-line object-cover"
              />
              <Button
                size="small"
                className="absolute end-0.5 top-0.5"
                aria-label={words.remove.replace('{name}', photo.name)}
                onClick={() => remove(photo.id)}
              >
                <Icon name="x" />
              </Button>
            </li>
          ))}
          {waiting.map(one => (
            <li key={one.key} className="grid max-w-40 gap-1">
              <Preview url={one.url} alt={one.file.name} className="size-20 opacity-60" />
              <span role="status" className="text-sm">
                {one.problem ?? words.sending}
              </span>
              {one.problem && (
                <span className="flex gap-1">
                  <Button size="small" onClick={() => send(one)}>
                    {words.retry}
                  </Button>
                  <Button
                    size="small"
                    aria-label={words.remove.replace('{name}', one.file.name)}
                    onClick={() => drop(one.key)}
                  >
                    <Icon name="x" />
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <label className={`${buttonClass()} has-focus-visible:outline-2 has-focus-visible:outline-focus`}>
          <input
            type="file"
            multiple
            accept="image/*"
            data-for={`a-${field}`}
            className="sr-only"
            disabled={photos.length + waiting.length >= most}
            onChange={event => {
              const chosen = [...(event.currentTarget.files ?? [])]
              event.currentTarget.value = ''
              void choose(chosen)
            }}
          />
          {words.add}
        </label>
        <span className="text-ink-3 text-xs">{words.hint.replace('{n}', String(most))}</span>
      </div>
      {problem && <FieldError>{problem}</FieldError>}
    </div>
  )
}
