import pg from 'pg'
import { setDatabase } from './env'
setDatabase(process.env.DATABASE_URL!, 'dev-secret-0123456789')
const { findUnits } = await import('./lib/search/queries')
const c = new pg.Client({ connectionString: process.env.DATABASE_URL! }); await c.connect()
const { drizzle } = await import('drizzle-orm/node-postgres')
const tx: any = drizzle(c)
await findUnits(tx, '婉清', ['store'], 6)
const st = (await c.query('select state from unit_directory')).rows[0].state
const fake: any = { execute: async () => ({ rows: [{ state: st }] }) }
for (let r=0;r<3;r++) for (const t of ['婉清','南京','店','nan','n','tianyao']) { for (let i=0;i<100;i++) await findUnits(fake,t,['store'],6); const a=performance.now(); for (let i=0;i<300;i++) await findUnits(fake,t,['store'],6); console.log(t, ((performance.now()-a)/300).toFixed(3)) }
for (let i=0;i<300;i++) drizzle(c,{casing:'snake_case'}); { const a=performance.now(); for (let i=0;i<1000;i++) drizzle(c,{casing:'snake_case'}); console.log('drizzle()', ((performance.now()-a)/1000).toFixed(4)) }
const s = JSON.parse((await import('node:fs')).readFileSync('/tmp/pdbx/st.json','utf8'))
const wrapped = `select p.*, d.state from (select (select state from unit_directory) as state) d left join (${s.text}) p on true order by p.number`
const alt = `${s.text.replace('select f.id', 'select (select state from unit_directory) as state, f.id')}`
for (const [n,t] of [['bare',s.text],['wrapped',wrapped],['alt',alt]] as const) { for (let i=0;i<50;i++) await c.query(t,s.values); const ts:number[]=[]; for (let i=0;i<300;i++) { const a=performance.now(); await c.query(t,s.values); ts.push(performance.now()-a)} ts.sort((x,y)=>x-y); console.log(n, ts[150]!.toFixed(3)) }
console.log((await c.query('explain (analyze) '+wrapped, s.values)).rows.map((r:any)=>r['QUERY PLAN']).join('\n'))
await c.end()
