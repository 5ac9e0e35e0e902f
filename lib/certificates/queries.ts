import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { certificates } from '@/db/schema/certificates'
import { employees } from '@/db/schema/people'
import type { CertificateKind } from './rules'

/** Whose papers they are. */
export type Holder = { id: string; number: string; homeUnitId: string; hiredOn: string }

export async function findHolder(
  tx: Tx,
  by: { number: string } | { id: string },
): Promise<Holder | undefined> {
  const [row] = await tx
    .select({
      id: employees.id,
      number: employees.number,
      homeUnitId: employees.homeUnitId,
      hiredOn: employees.hiredOn,
    })
    .from(employees)
    .where('id' in by ? eq(employees.id, by.id) : eq(employees.number, by.number))
  return row
}

export type Certificate = typeof certificates.$inferSelect

/** The certificate, held until the transaction ends. */
export async function lockCertificate(tx: Tx, id: string): Promise<Certificate | undefined> {
  const [row] = await tx.select().from(certificates).where(eq(certificates.id, id)).for('update')
  return row
}

export async function isReplaced(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: certificates.id })
    .from(certificates)
    .where(eq(certificates.renewsId, id))
  return row !== undefined
}

export type CertificateRow = {
  id: string
  kind: CertificateKind
  name: string
  number: string
  issuedBy: string
  issuedOn: string
  expiresOn: string | null
  revision: number
  isReplaced: boolean
}

/** A person's papers: those that hold first, and of them what expires first. */
export async function listCertificates(tx: Tx, number: string): Promise<CertificateRow[]> {
  const { rows } = await tx.execute<CertificateRow>(sql`/* plan once */
    select c.id, c.kind, c.name, c.number, c.issued_by as "issuedBy", c.issued_on::text as "issuedOn", c.expires_on::text as "expiresOn",
      c.revision, ${replaced} as "isReplaced"
    from certificates c where c.employee_id = (select e.id from employees e where e.number = ${number})
    order by ${replaced}, c.expires_on nulls last, c.issued_on desc, c.id`)
  return rows
}

const replaced: SQL = sql`exists (select from certificates n where n.renews_id = c.id)`

/** What a store sees of a paper; the database grants a manager these columns only. */
export type CertificateFace = Pick<CertificateRow, 'id' | 'kind' | 'name' | 'issuedOn' | 'expiresOn'>

/** The papers of a person that are good on a day, for their store. */
export async function listGoodCertificates(
  tx: Tx,
  number: string,
  today: string,
): Promise<CertificateFace[]> {
  const { rows } = await tx.execute<CertificateFace>(sql`/* plan once */
    select c.id, c.kind, c.name, c.issued_on::text as "issuedOn", c.expires_on::text as "expiresOn"
    from certificates c where c.employee_id = (select e.id from employees e where e.number = ${number})
      and (c.expires_on is null or c.expires_on >= ${today}::date) and not ${replaced}
    order by c.expires_on nulls last, c.id`)
  return rows
}
