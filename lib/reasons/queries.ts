import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Reason } from '../leavings/queries'

export type KeptReason = Reason & { revision: number; retiredOn: string | null; used: number }

/** Every reason there was, with how many leavings name it. */
export async function listKeptReasons(tx: Tx): Promise<KeptReason[]> {
  const { rows } = await tx.execute<KeptReason>(sql`
    select r.id, r.code, r.class, r.name, r.name_en as "nameEn", r.notice, r.source, r.revision, r.retired_on::text as "retiredOn",
      (select count(*)::int from leavings l where l.reason_id = r.id) as used
    from leaving_reasons r order by r.retired_on is not null, r.position, r.id`)
  return rows
}
