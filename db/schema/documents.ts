import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'

export const scanKinds = [
  'id_card_front',
  'id_card_back',
  'diploma',
  'certificate',
  'contract',
  'health',
  'photo',
  'other',
] as const
export const scanClasses = ['identity', 'work'] as const
export const scanStates = ['unverified', 'verified', 'returned'] as const

/** Scans and photos of a person's file. What is in them is in document_versions; nothing is ever overwritten. */
export const documents = pgTable(
  'documents',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: scanKinds }).notNull(),
    /** What tells it from others of its kind; empty for the kind alone. */
    title: text().notNull().default(''),
    /** The class of data, which follows from the kind and decides who sees it. */
    class: text({ enum: scanClasses }).notNull(),
    /** Last day on which it is valid. */
    expiresOn: day(),
    state: text({ enum: scanStates }).notNull(),
    /** Why it was returned. */
    stateReason: text().notNull().default(''),
    /** Who verified or returned it; HR's own uploads are verified as they come. */
    decidedByName: text(),
    decidedAt: instant(),
    revision: integer().notNull().default(1),
    removedAt: instant(),
    removedReason: text().notNull().default(''),
    createdAt: instant().notNull(),
  },
  t => [
    unique('documents_versioned').on(t.id, t.employeeId, t.class),
    index().on(t.employeeId, t.id),
    index('documents_unverified').on(t.id).where(sql`${t.state} = 'unverified' and ${t.removedAt} is null`),
    index('documents_expiring').on(t.expiresOn).where(sql`${t.removedAt} is null`),
    check(
      'documents kind is known',
      sql`${t.kind} in ('id_card_front', 'id_card_back', 'diploma', 'certificate', 'contract', 'health', 'photo', 'other')`,
    ),
    check(
      'documents class follows from the kind',
      sql`${t.class} = case when ${t.kind} in ('diploma', 'certificate', 'photo') then 'work' else 'identity' end`,
    ),
    check('documents state is known', sql`${t.state} in ('unverified', 'verified', 'returned')`),
    check('documents are returned for a reason', sql`(${t.state} = 'returned') = (${t.stateReason} <> '')`),
    check(
      'documents are decided by somebody',
      sql`(${t.state} = 'unverified') = (${t.decidedAt} is null) and (${t.decidedAt} is null) = (${t.decidedByName} is null)`,
    ),
    check('documents are removed for a reason', sql`(${t.removedAt} is null) = (${t.removedReason} = '')`),
  ],
)

/** Each file that a document was; the content is in the storage, sealed under the person's key. */
export const documentVersions = pgTable(
  'document_versions',
  {
    id: key(),
    documentId: uuid().notNull(),
    employeeId: uuid().notNull(),
    class: text({ enum: scanClasses }).notNull(),
    /** 1, 2, 3 … of the document. */
    number: integer().notNull(),
    storageKey: text().notNull().unique('document_versions_storage_key'),
    contentType: text({ enum: ['image/jpeg', 'application/pdf'] }).notNull(),
    /** Of the plain content, as is the hash. */
    size: integer().notNull(),
    sha256: bytes().notNull(),
    pixels: integer(),
    uploadedById: uuid()
      .notNull()
      .references(() => users.id),
    uploadedByName: text().notNull(),
    uploadedAt: instant().notNull(),
  },
  t => [
    unique('document_versions_number').on(t.documentId, t.number),
    foreignKey({
      name: 'document_versions_document',
      columns: [t.documentId, t.employeeId, t.class],
      foreignColumns: [documents.id, documents.employeeId, documents.class],
    }),
    index().on(t.employeeId),
    index().on(t.uploadedById),
    check('document_versions are counted from 1', sql`${t.number} >= 1`),
    check('document_versions are at most 20 MB', sql`${t.size} between 1 and 20971520`),
    check('document_versions have a hash', sql`octet_length(${t.sha256}) = 32`),
    check(
      'document_versions content is known',
      sql`${t.contentType} in ('image/jpeg', 'application/pdf') and (${t.contentType} = 'image/jpeg') = (${t.pixels} is not null)`,
    ),
  ],
)
