/** The largest file that is taken, and all that one form may carry. */
export const largestUpload = 10 * 1024 * 1024
/** A whole request, with what is around the files. */
export const largestRequest = 11 * 1024 * 1024

/** The field of the heaviest file of a form that carries too much for one request. */
export function tooHeavy(data: FormData): string | undefined {
  const files = [...data].flatMap(([field, value]) =>
    value instanceof File ? [{ field, size: value.size }] : [],
  )
  if (files.reduce((sum, file) => sum + file.size, 0) <= largestUpload) return undefined
  return files.sort((a, b) => b.size - a.size)[0]?.field
}
