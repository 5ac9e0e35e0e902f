'use client'

import { useEffect, useRef, useState } from 'react'
import { Button, buttonClass } from '../ui/button'
import { FieldError } from '../ui/field'
import { Icon } from '../ui/icon'
import { Preview } from '../ui/preview'

export type PhotoWords = { add: string; hint: string; remove: string }

type Photo = { id: string; file: File; url: string }

const longestSide = 1920

/**
 * Photos from the camera or the album, made smaller here before they are sent; what the camera wrote beside the picture is gone with
 * that. What a browser cannot draw goes as it is, and the server looks at it.
 */
export function Photos({
  most,
  words,
  error,
}: {
  most: number
  words: PhotoWords
  error: string | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  const [photos, setPhotos] = useState<Photo[]>([])
  const [busy, setBusy] = useState(false)

  const keep = (next: Photo[]) => {
    setPhotos(next)
    // The form sends what its input holds.
    const list = new DataTransfer()
    for (const { file } of next) list.items.add(file)
    if (input.current) input.current.files = list.files
  }
  const add = async (chosen: File[]) => {
    setBusy(true)
    const added = await Promise.all(
      chosen.slice(0, most - photos.length).map(async original => {
        const file = await smaller(original)
        return { id: `${file.name}-${file.size}-${file.lastModified}`, file, url: URL.createObjectURL(file) }
      }),
    )
    const known = new Set(photos.map(photo => photo.id))
    keep([...photos, ...added.filter(photo => !known.has(photo.id))])
    setBusy(false)
  }
  useEffect(() => {
    const form = input.current?.form
    const onReset = (event: Event) => queueMicrotask(() => !event.defaultPrevented && setPhotos([]))
    form?.addEventListener('reset', onReset)
    return () => form?.removeEventListener('reset', onReset)
  }, [])

  return (
    <div className="grid gap-2">
      {photos.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {photos.map(photo => (
            <li key={photo.id} className="relative">
              <Preview url={photo.url} alt={photo.file.name} className="size-20" />
              <Button
                size="small"
                className="absolute end-0.5 top-0.5"
                aria-label={words.remove.replace('{name}', photo.file.name)}
                onClick={() => keep(photos.filter(one => one.id !== photo.id))}
              >
                <Icon name="x" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2" aria-busy={busy}>
        <label className={`${buttonClass()} has-focus-visible:outline-2 has-focus-visible:outline-focus`}>
          <input
            type="file"
            multiple
            accept="image/*"
            className="sr-only"
            disabled={photos.length >= most}
            onChange={event => {
              const chosen = [...(event.currentTarget.files ?? [])]
              event.currentTarget.value = ''
              void add(chosen)
            }}
          />
          {words.add}
        </label>
        <input ref={input} type="file" name="files" multiple hidden />
        <span className="text-ink-3 text-xs">{words.hint}</span>
      </div>
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}

/** The picture at most so large, drawn upright, as a JPEG; the file itself where that is not possible or not smaller. */
export async function smaller(file: File, longest = longestSide): Promise<File> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.82))
    if (!blob || (scale === 1 && blob.size >= file.size)) return file
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
  } catch {
    return file
  }
}
