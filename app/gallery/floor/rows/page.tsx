import { sql } from 'drizzle-orm'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { enterService } from '@/db/client'
import { env } from '@/env'

/** What fifty rows from one statement cost as a plain page; lists and details are measured against it. */
export default async function RowsPage() {
  await connection()
  if (!env.bench) notFound()
  const { rows } = await enterService('job', tx =>
    tx.execute<{ number: string; name: string; home: string; hired: string }>(sql`
      select e.number, e.name, u.name as home, e.hired_on::text as hired
      from employees e join units u on u.id = e.home_unit_id order by e.number limit 50`),
  )
  return (
    <table>
      <tbody>
        {rows.map(row => (
          <tr key={row.number}>
            <td>{row.number}</td>
            <td>{row.name}</td>
            <td>{row.home}</td>
            <td>{row.hired}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
