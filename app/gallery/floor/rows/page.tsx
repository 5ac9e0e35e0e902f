import { sql } from 'drizzle-orm'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { enterService } from '@/db/client'
import { env } from '@/env'

type Row = {
  number: string
  name: string
  position: string
  home: string
  unit: string
  since: string
  until: string | null
  hired: string
}

/**
 * What fifty rows from one statement cost as a plain page of eight columns; lists and details are measured against it. About 480
 * elements, as the hand-written page had that other products were measured against.
 */
export default async function RowsPage() {
  await connection()
  if (!env.bench) notFound()
  const { rows } = await enterService('job', tx =>
    tx.execute<Row>(sql`
      select e.number, e.name, p.name as position, h.name as home, u.name as unit,
        a.starts_on::text as since, a.ends_on::text as until, e.hired_on::text as hired
      from employees e join units h on h.id = e.home_unit_id
        left join lateral (select * from assignments a where a.employee_id = e.id and a.is_primary
          order by a.starts_on desc limit 1) a on true
        left join units u on u.id = a.unit_id left join positions p on p.id = a.position_id
      order by e.number limit 50`),
  )
  return (
    <table>
      <thead>
        <tr>
          <th>Number</th>
          <th>Name</th>
          <th>Position</th>
          <th>Home unit</th>
          <th>Where</th>
          <th>Since</th>
          <th>Until</th>
          <th>Hired</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.number}>
            <td>{row.number}</td>
            <td>{row.name}</td>
            <td>{row.position}</td>
            <td>{row.home}</td>
            <td>{row.unit}</td>
            <td>{row.since}</td>
            <td>{row.until}</td>
            <td>{row.hired}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
