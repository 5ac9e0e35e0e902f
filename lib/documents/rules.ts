import { type scanClasses, scanKinds, scanStates } from '@/db/schema/documents'
import { purposes } from '@/db/schema/identities'
import type { Role } from '../actor'
import { addDays } from '../clock'

export { scanKinds, scanStates }
export type ScanKind = (typeof scanKinds)[number]
export type ScanClass = (typeof scanClasses)[number]
export type ScanState = (typeof scanStates)[number]

const ofWork: readonly ScanKind[] = ['diploma', 'certificate', 'photo']

/** A contract tells the pay and the number of the identity card, a health certificate is nobody's business: they are as the card itself. */
export const classOf = (kind: ScanKind): ScanClass => (ofWork.includes(kind) ? 'work' : 'identity')

/** What HR opens an identity document for; `own` is for people themselves. */
export const openingPurposes = purposes.filter(purpose => purpose !== 'own')

/** HR everything, a head what is of the work class; the database holds the rest back (db/policies). */
export const mayReadDocuments = (role: Role): boolean => role === 'hr' || role === 'head'
export const mayKeepDocuments = (role: Role): boolean => role === 'hr'

/** Documents of one person, and versions of one document. */
export const mostDocuments = 60
export const mostVersions = 30

/** Days before its last one from which a document is shown as expiring. */
export const expiringDays = 90

export type Expiry = 'expired' | 'soon' | 'fine'

/** How a document stands on a day; its last day counts. */
export function expiryOn(expiresOn: string | null, today: string): Expiry | undefined {
  if (expiresOn === null) return undefined
  if (expiresOn < today) return 'expired'
  return expiresOn <= addDays(today, expiringDays) ? 'soon' : 'fine'
}

/** What a saved file is called; slashes and the like mean something to a disk. */
export function fileNameOf(file: {
  employeeName: string
  label: string
  number: number
  contentType: 'image/jpeg' | 'application/pdf'
}): string {
  const ending = file.contentType === 'image/jpeg' ? 'jpg' : 'pdf'
  return `${namePart(`${file.employeeName} ${file.label} v${file.number}`)}.${ending}`
}

/** What a file may be called everywhere, and no path. */
export const namePart = (text: string): string => text.replace(/[\p{Cc}/\\:*?"<>|]/gu, '_')
