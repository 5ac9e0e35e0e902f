import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'

/** 派驻史: one stay in a store with what hangs on it, as far as the reader may see it. Days are [startsOn, endsOn). */
export type Dispatch = {
  id: string
  unitName: string
  partnerName: string | null
  homeName: string
  positionName: string
  startsOn: string
  endsOn: string | null
  /** The request that it rests on, for its parties. */
  request: { number: string; kind: string } | null
  /** The consent that came with it, or the latest to that store that held during the stay. */
  consent: {
    givenAt: string
    withdrawnAt: string | null
    includesPerformance: boolean
    includesTraining: boolean
  } | null
  /** What was to be handed over when it began. */
  handOver: { done: number; total: number }
  /** Talks of headquarters while it lasted; those that the reader may see. */
  talks: { count: number; lastOn: string | null }
}

/** A person's stays in stores, latest first, in one statement. */
export async function listDispatches(tx: Tx, number: string): Promise<Dispatch[]> {
  const { rows } = await tx.execute<Dispatch>(sql`/* plan once */
    select a.id, u.name as "unitName", p.name as "partnerName", h.name as "homeName", o.name as "positionName",
      a.starts_on::text as "startsOn", a.ends_on::text as "endsOn",
      case when r.id is null then null else json_build_object('number', r.number, 'kind', r.facts ->> 'kind') end as request,
      c.consent,
      (select json_build_object('done', count(i.done_at), 'total', count(*)) from hand_over_items i where i.request_id = a.request_id) as "handOver",
      (select json_build_object('count', count(*), 'lastOn', max(t.happened_on)) from touchpoints t
        where t.employee_id = a.employee_id and t.store_unit_id = a.unit_id and t.happened_on >= a.starts_on
          and (a.ends_on is null or t.happened_on < a.ends_on)) as talks
    from assignments a
    join units u on u.id = a.unit_id and u.kind = 'store'
    join units h on h.id = a.home_unit_id
    join positions o on o.id = a.position_id
    left join stores s on s.unit_id = a.unit_id
    left join partners p on p.id = s.partner_id
    left join requests r on r.id = a.request_id
    left join lateral (
      select json_build_object('givenAt', c.given_at, 'withdrawnAt', c.withdrawn_at, 'includesPerformance', c.includes_performance,
        'includesTraining', c.includes_training) as consent
      from consents c where c.employee_id = a.employee_id and c.unit_id = a.unit_id
        and (a.ends_on is null or c.given_at < a.ends_on) and (c.request_id = a.request_id or c.withdrawn_at is null or c.withdrawn_at >= a.starts_on)
      order by c.withdrawn_at desc nulls first, c.given_at desc limit 1
    ) c on true
    where a.is_primary and a.employee_id = (select e.id from employees e where e.number = ${number})
    order by a.starts_on desc`)
  return rows
}
