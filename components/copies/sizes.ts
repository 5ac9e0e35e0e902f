import type { OwnCopy } from '@/lib/copies/queries'
import type { CopyFormat } from '@/lib/copies/rules'

export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

export const sizesOf = (
  one: Pick<OwnCopy, 'pdfSize' | 'jsonSize' | 'zipSize'>,
): Record<CopyFormat, number> => ({
  pdf: one.pdfSize,
  json: one.jsonSize,
  zip: one.zipSize,
})
