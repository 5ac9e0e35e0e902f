import { createHash } from 'node:crypto'
import { Client } from 'pg'
import type { Gender } from '@/db/schema/identities'
import { addDays } from '@/lib/clock'
import { placeOfBases } from '@/lib/enrolments/queries'
import { newId } from '@/lib/id'
import { birthdayFinder, finderOfDocument, placeOf } from '@/lib/identities/queries'
import { checkDigitOf } from '@/lib/identities/rules'
import { placeOfRecord, sealTotals } from '@/lib/insurance/queries'
import { addTo, noTotals, statementOf } from '@/lib/insurance/rules'
import { hashPassword } from '@/lib/password'
import { namePieces } from '@/lib/people/rules'
import { syllablesOf, syllablesOfPerson } from '@/lib/pinyin'
import type { Rate } from '@/lib/schemes/rules'
import { gramsOf } from '@/lib/search/rules'
import { finderOf, freshKey } from '@/lib/vault'
import { surnames } from './names'
import { demoPassword } from './telling'

/** Characters of given names, common ones of the last fifty years; two of them make most names. */
const first =
  '子宇浩嘉思雨欣梓佳文晓志建国明俊泽博天安若清知沐诗语可睿雪家芷承乐书修怀念望星南北听见予亦初长锦照时新朝逸静舒允以向凌启海春秀玉桂云小景美丽红永德伟'
const second =
  '轩涵怡然航琪杰静强燕华丽博悦哲佳琪涛文曦嫣宇欣阳莹豪若瑶磊婷敏洁军艳超颖晴凯倩鹏薇东栋梅新英兰芳飞雨行瑾慈舒辰乔桐舟山安凡晴风程溪月霞峰姝宁晚明齐辉平林龙清'

export type CrowdSize = { employees: number; stores: number }

/**
 * Fills an empty, migrated database with a company of a given size, by statements over whole sets: not a story, but rows as the
 * commands would have left them. The same size makes the same company, days aside.
 */
export async function fillCrowd(
  options: CrowdSize & { url: string; log: (line: string) => void },
): Promise<void> {
  const { employees, stores, log } = options
  const client = new Client({ connectionString: options.url })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    await client.query(`set work_mem = '256MB'`)
    await client.query(`set maintenance_work_mem = '512MB'`)
    await bringNames(client)
    const { rows: triggers } = await client.query<{ table: string; name: string }>(
      `select tgrelid::regclass::text as table, tgname as name from pg_trigger where tgname ~ '_terms(_new|_gone)?$'`,
    )
    const trigger = async (to: 'enable' | 'disable') => {
      for (const { table, name } of triggers) await client.query(`alter table ${table} ${to} trigger ${name}`)
    }
    await trigger('disable')
    const sizes = {
      employees,
      stores,
      partners: Math.max(5, Math.ceil(stores / 10)),
      departments: Math.max(4, Math.min(40, Math.ceil(employees / 2500))),
      regions: Math.max(3, Math.ceil(stores / 100)),
      password: `'${await hashPassword(demoPassword)}'`,
    }
    for (const { title, statements } of steps) {
      const begun = Date.now()
      await client.query('begin')
      let rows = 0
      for (const statement of statements) {
        const text = Object.entries(sizes).reduce(
          (sql, [name, value]) => sql.replaceAll(`:${name}`, () => String(value)),
          statement,
        )
        rows += (await client.query(text)).rowCount ?? 0
      }
      await client.query('commit')
      log(`${title.padEnd(32)} ${String(rows).padStart(9)} rows  ${seconds(begun)}`)
    }
    const sealing = Date.now()
    const sealed = await sealCrowd(client)
    log(`${'Sealed files and insurance'.padEnd(32)} ${String(sealed).padStart(9)} rows  ${seconds(sealing)}`)
    const counting = Date.now()
    await client.query(`analyze`)
    await client.query(`select app.renew_file_states(null, ${today})`)
    log(`${'How complete files are'.padEnd(32)} ${String(employees).padStart(9)} rows  ${seconds(counting)}`)
    const due = Date.now()
    await client.query('select app.renew_terms(null, null)')
    await trigger('enable')
    log(`${'What is due of them'.padEnd(32)} ${String(employees).padStart(9)} rows  ${seconds(due)}`)
    await refillOpenRequests(client)
    await client.query('vacuum (analyze)')
    await client.query(
      'create table app.crowd (employees int not null, stores int not null, version text not null)',
    )
    await client.query('insert into app.crowd values ($1, $2, $3)', [employees, stores, version()])
  } finally {
    await client.end()
  }
}

const seconds = (begun: number): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`

/** What nobody but us can write: documents and addresses under a key of each person, and three months of insurance, the last not issued. */
async function sealCrowd(client: Client): Promise<number> {
  const { rows: schemes } = await client.query<{ id: string; city: string }>(
    'select id, city from insurance_schemes order by id',
  )
  const rates = await ratesOf(client)
  const { rows: months } = await client.query<{ runId: string; month: string; isIssued: boolean }>(
    `select id as "runId", month::text, issued_at is not null as "isIssued" from insurance_runs order by month`,
  )
  const totals = new Map(months.map(({ runId }) => [runId, noTotals()]))
  let [after, rows] = [0, 0]
  for (;;) {
    const { rows: people } = await client.query<{ n: number; id: string; isHere: boolean }>(
      `select n::int, id, fate <> 99 as "isHere" from person where n > $1 order by n limit 5000`,
      [after],
    )
    const last = people.at(-1)
    if (!last) break
    after = last.n
    const keyed = people.map(person => ({ ...person, ...freshKey(person.id) }))
    await client.query(
      `insert into file_keys (employee_id, wrapped, wrapped_by, created_at) select *, now() from unnest($1::uuid[], $2::bytea[], $3::text[])`,
      [keyed.map(one => one.id), keyed.map(one => one.wrapped), keyed.map(one => one.wrappedBy)],
    )
    // one in fifty has shown nothing yet
    const shown = keyed.filter(one => one.n % 50 !== 0).map(one => ({ ...one, ...documentOf(one.n) }))
    const sealedOf = (
      what: 'number' | 'birthDate' | 'registeredAddress' | 'currentAddress',
      text: (n: number) => string,
    ) => shown.map(one => one.key.seal(placeOf(what, one.id), text(one.n)))
    await client.query(
      `insert into identities (employee_id, kind, number, finder, gender, birth_date, birthday, registered_address, current_address, changed_at)
        select i.id, 'id_card', i.number, i.finder, i.gender, i.birth_date, i.birthday, i.registered, i.current, now()
        from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[])
          i (id, number, finder, gender, birth_date, birthday, registered, current)`,
      [
        shown.map(one => one.id),
        sealedOf('number', n => documentOf(n).number),
        shown.map(one => finderOfDocument('id_card', one.number)),
        shown.map(one => one.gender),
        sealedOf('birthDate', n => documentOf(n).birthDate),
        shown.map(one => birthdayFinder(one.birthDate.slice(5))),
        sealedOf('registeredAddress', n => `上海市徐汇区天钥桥路 ${n} 号`),
        sealedOf('currentAddress', n => `上海市静安区南京西路 ${n} 号`),
      ],
    )
    // and one in forty is in no scheme
    const insured = keyed
      .filter(one => one.isHere && one.n % 40 !== 0)
      .flatMap(one => {
        const scheme = schemes[one.n % schemes.length]
        const base = (6000 + (one.n % 90) * 100) * 100
        return scheme
          ? [
              {
                ...one,
                scheme,
                bases: { insurance: base, fund: base, fundAccount: '' },
                enrolmentId: newId(new Date()),
              },
            ]
          : []
      })
    await client.query(
      `insert into insurance_enrolments (id, employee_id, scheme_id, starts_on, sealed, entered_by_name, entered_at)
        select *, '周岚', now() from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::bytea[])`,
      [
        insured.map(one => one.enrolmentId),
        insured.map(one => one.id),
        insured.map(one => one.scheme.id),
        insured.map(() => months[0]?.month),
        insured.map(one => one.key.seal(placeOfBases(one.enrolmentId), JSON.stringify(one.bases))),
      ],
    )
    for (const { runId, month, isIssued } of months) {
      const records = insured.map(one => {
        const statement = statementOf(rates.get(one.scheme.id) ?? [], one.bases, month)
        addTo(totals.get(runId) ?? noTotals(), statement)
        const [id, said] = [newId(new Date()), JSON.stringify(statement)]
        const fingerprint = finderOf('insurance_records', `${one.id} ${month} ${one.scheme.id} ${said}`)
        return {
          id,
          employeeId: one.id,
          city: one.scheme.city,
          sealed: one.key.seal(placeOfRecord(id), said),
          fingerprint,
        }
      })
      await client.query(
        `insert into insurance_records (id, run_id, month, employee_id, version, city, residence, sealed, fingerprint, issued_at)
          select r.id, $1, $2, r.employee_id, 1, r.city, 'any', r.sealed, r.fingerprint, case when $3 then now() end
          from unnest($4::uuid[], $5::uuid[], $6::text[], $7::bytea[], $8::bytea[]) r (id, employee_id, city, sealed, fingerprint)`,
        [
          runId,
          month,
          isIssued,
          records.map(one => one.id),
          records.map(one => one.employeeId),
          records.map(one => one.city),
          records.map(one => one.sealed),
          records.map(one => one.fingerprint),
        ],
      )
      rows += records.length
    }
    rows += keyed.length + shown.length + insured.length
  }
  for (const [runId, sums] of totals)
    await client.query(
      `update insurance_runs set totals = $2, people_done = $3, people_total = $3, changed = $3, people = case when status = 'issued' then $3::int end
        where id = $1`,
      [runId, sealTotals(runId, sums), sums.people],
    )
  return rows
}

async function ratesOf(client: Client): Promise<Map<string, Rate[]>> {
  const { rows } = await client.query<Rate & { schemeId: string }>(`
    select scheme_id as "schemeId", item, starts_on::text as "startsOn", version, company_rate as "companyRate", person_rate as "personRate",
      company_fixed as "companyFixed", person_fixed as "personFixed", floor, ceiling, round_to as "roundTo" from insurance_rates`)
  const found = new Map<string, Rate[]>()
  for (const { schemeId, ...rate } of rows) found.set(schemeId, [...(found.get(schemeId) ?? []), rate])
  return found
}

/** An ID card that nobody else of the crowd has. */
function documentOf(n: number): { number: string; birthDate: string; gender: Gender } {
  const birthDate = addDays('1965-01-01', n % 14_000)
  const body = `110105${birthDate.replaceAll('-', '')}${String(Math.floor(n / 14_000) * 2 + (n % 2)).padStart(3, '0')}`
  return { number: body + checkDigitOf(body), birthDate, gender: n % 2 === 1 ? 'male' : 'female' }
}

/** By what it is filled with: a company that was filled otherwise is made anew. */
const version = (): string => createHash('sha256').update(JSON.stringify(steps)).digest('hex')

/** Whether the database holds a whole company of this size. */
export async function hasCrowd(url: string, size: CrowdSize): Promise<boolean> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string | null }>(`select to_regclass('app.crowd') as name`)
    if (!rows[0]?.name) return false
    const found = await client.query(
      `select from app.crowd c where employees = $1 and stores = $2 and to_jsonb(c) ->> 'version' = $3`,
      [size.employees, size.stores, version()],
    )
    return found.rowCount === 1
  } finally {
    await client.end()
  }
}

/** Names with what they are found by, so that the database can combine them. */
async function bringNames(client: Client): Promise<void> {
  await client.query(`
    create temp table surname (i int primary key, name text, sound text, initials text);
    create temp table given (i int primary key, name text, sound text, initials text);
    create temp table cast_name (name text primary key, sound text, initials text, grams text[]);
    create function pg_temp.h(n bigint, salt bigint, below int) returns int language sql immutable as
      $$ select (abs(hashint8extended(n, salt) % below))::int $$;
    create function pg_temp.grams(name text) returns text[] language sql immutable as
      $$ select array_agg(distinct part) from (
        select substr(name, at, 1) as part from generate_series(1, length(name)) at
        union all select substr(name, at, 2) from generate_series(1, length(name) - 1) at) parts $$`)
  const families = surnames.map(name => ({
    name,
    pieces: piecesOf(syllablesOfPerson(`${name}一`).slice(0, -1)),
  }))
  const givens = [...first].flatMap(one => [...second].filter(two => two !== one).map(two => one + two))
  givens.push(...new Set(second))
  const spoken = givens.map(name => ({ name, pieces: piecesOf(syllablesOf(name)) }))
  for (const [table, rows] of [
    ['surname', families],
    ['given', spoken],
  ] as const) {
    await client.query(
      `insert into ${table} select i - 1, name, sound, initials from unnest($1::text[], $2::text[], $3::text[])
        with ordinality as row (name, sound, initials, i)`,
      [rows.map(row => row.name), rows.map(row => row.pieces.sound), rows.map(row => row.pieces.initials)],
    )
  }
  for (const name of '周岚 许听澜 孙立 何骏 赵明远 秦川 邵宁 高远 叶蓁 李婉清 王沐阳 顾言'.split(' ')) {
    const { namePinyin, nameInitials } = namePieces(name, syllablesOfPerson(name))
    await client.query('insert into cast_name values ($1, $2, $3, $4)', [
      name,
      namePinyin,
      nameInitials,
      gramsOf(name),
    ])
  }
}

function piecesOf(syllables: string[]): { sound: string; initials: string } {
  return { sound: syllables.join(''), initials: syllables.map(syllable => syllable[0]).join('') }
}

const today = `(now() at time zone 'Asia/Shanghai')::date`
const cities = `array['上海','北京','广州','深圳','杭州','苏州','南京','成都','武汉','重庆','西安','天津','宁波','青岛','长沙','郑州','佛山','东莞','无锡','合肥','厦门','福州','济南','大连','昆明','沈阳','长春','常州','温州','南昌']`
const streets = `array['中山路','人民路','解放路','建设路','和平路','新华路','南京路','北京路','延安路','长江路','黄河路','文化路','胜利路','光明路','朝阳路','友谊路','滨江路','湖滨路','金沙路','银泰路','万象路','天河路','体育路','科技路','大学路','公园路','花园路','迎宾路','站前路','环城路','东风路','复兴路','中华路','民生路','五一路','八一路','青年路','工农路','团结路','幸福路','平安路','长安路','太平路','永安路','兴业路','创新路','世纪路','高新路','滨海路','珠江路','天府路','春熙路','观前路','鼓楼路','钟楼路','文庙路','龙门路','凤凰路','梧桐路','银杏路','玉兰路','海棠路','杨柳路','桃园路','梅园路','竹园路','兰亭路']`
const weekdays = `'[{"days": [1, 2, 3, 4, 5, 6, 7], "opens": "10:00", "closes": "22:00"}]'::jsonb`

/** Numbers in front of a login of somebody who has no name in the story. */
const steps: { title: string; statements: string[] }[] = [
  {
    title: 'Units, partners and stores',
    statements: [
      `insert into units (code, kind, name, opened_on) values ('hq', 'headquarters', '总部', '2012-01-01')`,
      `insert into units (code, kind, name, parent_id, opened_on)
        select case n when 1 then 'catering' else 'dept-' || lpad(n::text, 4, '0') end, 'department',
          case n when 1 then '餐饮事业部' else '事业部' || n end, (select id from units where code = 'hq'), '2013-01-01'
        from generate_series(1, :departments) n`,
      `insert into units (code, kind, name, parent_id, opened_on)
        select case n when 1 then 'east' else 'region-' || lpad(n::text, 4, '0') end, 'region',
          case n when 1 then '华东' else '大区' || n end, (select id from units where code = 'hq'), '2013-01-01'
        from generate_series(1, :regions) n`,
      `create temp table region as select id, row_number() over (order by id) - 1 as i from units where kind = 'region'`,
      `create temp table department as select id, name, row_number() over (order by id) - 1 as i from units where kind = 'department'`,
      `insert into partners (code, name, contact_name, contact_phone)
        select 'partner-' || lpad(n::text, 4, '0'), (${cities})[1 + n % 30] || (select string_agg(substr(name, 1, 1), '') from given where i in (n * 7 % 6000, n * 13 % 6000)) || '商业管理有限公司', '联系人' || n, '010-0000 ' || lpad(n::text, 4, '0')
        from generate_series(1, :partners) n`,
      `create temp table partner as select id, row_number() over (order by id) - 1 as i from partners`,
      `insert into agreements (partner_id, number, kind, starts_on, ends_on, headcount_limit, partner_workforce)
        select id, 'XY-' || lpad(i::text, 5, '0'), (array['secondment', 'outsourcing', 'labour_dispatch'])[1 + i % 3], ${today} - 700, ${today} + 100 + (i * 17 % 600)::int, 2000, 9000
        from partner`,
      `insert into units (code, kind, name, parent_id, opened_on)
        select case n when 1 then 'tianyao' else 'store-' || lpad(n::text, 5, '0') end, 'store',
          case n when 1 then '徐汇天钥店' else (${cities})[1 + n % 30] || (${streets})[1 + (n / 30) % 67] || case when n > 2010 then (n / 2010)::text else '' end || '店' end,
          (select id from region where i = n % :regions), '2016-01-01'
        from generate_series(1, :stores) n`,
      `create temp table store as select id, name, row_number() over (order by id) - 1 as i from units where kind = 'store'`,
      `insert into stores (unit_id, partner_id, city, address, latitude, longitude, opening_hours)
        select s.id, p.id, (${cities})[1 + (s.i + 1)::int % 30], (${streets})[1 + ((s.i + 1)::int / 30) % 67] || (1 + s.i * 7 % 900) || '号',
          22 + (s.i * 31 % 1700) / 100.0, 104 + (s.i * 37 % 1700) / 100.0, ${weekdays}
        from store s join partner p on p.i = s.i % :partners`,
      `insert into unit_versions (unit_id, name, parent_id, starts_on, changed_by_name) select id, name, parent_id, opened_on, '系统' from units`,
      `insert into positions (code, name, family, level) values ('chef', '厨师', '餐饮', 3), ('store-chef', '驻店主厨', '餐饮', 4),
        ('sales', '导购', '零售', 2), ('senior-sales', '高级导购', '零售', 3), ('supervisor', '驻店督导', '零售', 5), ('designer', '陈列设计师', '设计', 4),
        ('clerk', '人事专员', '职能', 3), ('manager', '经理', '管理', 7), ('director', '总监', '管理', 9), ('head-chef', '厨师长', '餐饮', 6)`,
      `create temp table position_at as select id, name, level, row_number() over (order by id) - 1 as i from positions`,
      'analyze units',
      'analyze region',
      'analyze department',
      'analyze store',
      'analyze partner',
    ],
  },
  {
    title: 'Accounts and roles',
    statements: [
      `insert into users (login, name, name_pinyin, name_initials, name_grams)
        select sound, name, sound, initials, grams from cast_name where name not in ('李婉清', '王沐阳', '顾言')`,
      `insert into users (login, name, name_pinyin, name_initials, name_grams)
        select 'manager-' || lpad(s.i::text, 5, '0'), f.name || g.name, f.sound || g.sound, f.initials || g.initials, pg_temp.grams(f.name || g.name)
        from store s join surname f on f.i = pg_temp.h(s.i, 11, (select count(*)::int from surname))
        join given g on g.i = pg_temp.h(s.i, 12, (select count(*)::int from given))
        where s.i > 0`,
      `insert into users (login, name) select 'head-' || lpad(i::text, 4, '0'), '负责人' || i from department where i > 0`,
      `create temp table role_of (login text, role text, unit_id uuid)`,
      `insert into role_of select login, role, (select id from units where code = unit) from (values
        ('zhoulan', 'hr', 'hq'), ('xutinglan', 'hr', 'hq'), ('sunli', 'executive', 'hq'), ('hejun', 'head', 'catering'), ('zhaomingyuan', 'manager', 'tianyao'),
        ('qinchuan', 'manager', 'east'), ('shaoning', 'auditor', 'hq'), ('gaoyuan', 'admin', 'hq'), ('yezhen', 'specialist', 'catering')) as given (login, role, unit)`,
      `insert into role_of select 'manager-' || lpad(i::text, 5, '0'), 'manager', id from store where i > 0`,
      `insert into role_of select 'head-' || lpad(i::text, 4, '0'), 'head', id from department where i > 0`,
      `insert into role_grants (user_id, role, unit_id, starts_on, granted_by_name) select u.id, r.role, r.unit_id, '2020-01-01', '系统' from role_of r join users u using (login)`,
      `create temp table lead_of as select g.unit_id, g.role, u.id as user_id, u.name from role_grants g join users u on u.id = g.user_id`,
      'analyze lead_of',
    ],
  },
  {
    title: 'Employees and contacts',
    statements: [
      `create temp table person as
        select n, uuidv7(make_interval(days => -520 - pg_temp.h(n, 5, 3000))) as id, uuidv7() as user_id, 'E' || lpad(n::text, greatest(5, length(n::text)), '0') as number,
          coalesce(c.name, s.name || g.name) as name, coalesce(c.sound, s.sound || g.sound) as sound, coalesce(c.initials, s.initials || g.initials) as initials,
          ${today} - 520 - pg_temp.h(n, 5, 3000) as hired_on, case when c.name is null then pg_temp.h(n, 3, 100) else 90 end as fate,
          d.id as home_id, d.name as home, pg_temp.h(n, 6, 7) as position_i
        from generate_series(1, :employees) n
        join surname s on s.i = pg_temp.h(n, 1, (select count(*)::int from surname))
        join given g on g.i = pg_temp.h(n, 2, (select count(*)::int from given))
        left join cast_name c on (n = 231 and c.name = '李婉清') or (n = 232 and c.name = '王沐阳')
        join department d on d.i = case when c.name is null then pg_temp.h(n, 4, :departments) else 0 end`,
      `alter table person add primary key (n)`,
      'analyze person',
      `insert into users (id, login, name, name_pinyin, name_initials, name_grams)
        select user_id, case n when 231 then 'liwanqing' when 232 then 'wangmuyang' else 'e' || lpad(n::text, 7, '0') end, name, sound, initials, pg_temp.grams(name) from person`,
      `insert into credentials (user_id, password_hash) select id, :password from users`,
      `insert into employees (id, number, user_id, name, name_pinyin, name_initials, name_grams, home_unit_id, hq_contact_user_id, hq_contact_name, hired_on, left_on)
        select id, number, user_id, name, sound, initials, pg_temp.grams(name), home_id, (select id from users where login = 'zhoulan'), '周岚', hired_on,
          case when fate = 99 then ${today} - 1 - pg_temp.h(n, 7, 300) end from person`,
      `insert into number_counters (prefix, year, last) values ('E', 0, :employees)`,
      `insert into employee_contacts (employee_id, phone, emergency_name, emergency_phone, emergency_relation)
        select id, '1380000' || lpad((n % 10000)::text, 4, '0'), '家人', '1390000' || lpad((n % 10000)::text, 4, '0'), '配偶' from person`,
      `insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id, unit_id, details)
        select hired_on + interval '2 hours', (select id from users where login = 'zhoulan'), '周岚', 'hr', 'employee.hired', id, id, home_id,
          jsonb_build_object('number', number, 'name', name, 'homeUnit', home) from person`,
    ],
  },
  {
    title: 'Assignments, past and present',
    statements: [
      // fate below 55: in a store today; below 72: was in one; 99: has left
      `create temp table stay as
        select p.n, p.id as employee_id, p.user_id, p.number, p.name, p.home_id, p.home, p.hired_on, p.position_i,
          uuidv7(make_interval(days => -12) + make_interval(days => - case when p.fate < 55 then 20 + pg_temp.h(p.n, 8, 400) else 450 end)) as request_id,
          s.id as store_id, s.name as store, case when p.fate < 55 then ${today} - 20 - pg_temp.h(p.n, 8, 400) else ${today} - 450 end as starts_on,
          case when p.fate < 55 then ${today} + 2 + pg_temp.h(p.n, 9, 300) else ${today} - 30 - pg_temp.h(p.n, 9, 300) end as ends_on, p.fate < 50 as is_requested
        from person p join store s on s.i = pg_temp.h(p.n, 10, :stores) where p.fate < 72`,
      `create index on stay (n)`,
      'analyze stay',
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on, request_id)
        select employee_id, store_id, home_id, (select id from position_at where i = (position_i + 1) % 7), starts_on, ends_on, case when is_requested then request_id end from stay`,
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on)
        select employee_id, home_id, home_id, (select id from position_at where i = position_i), hired_on, starts_on from stay`,
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on)
        select employee_id, home_id, home_id, (select id from position_at where i = position_i), ends_on from stay`,
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on)
        select p.id, home_id, home_id, (select id from position_at where i = position_i), p.hired_on, e.left_on from person p join employees e on e.id = p.id where fate >= 72`,
    ],
  },
  {
    title: 'Shifts and rosters',
    statements: [
      `insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at)
        select s.id, w.name, w.starts_at, w.starts_at + interval '8 hours 30 minutes', 60, now()
        from store s cross join (values ('早班', time '09:00'), ('晚班', time '14:00')) w (name, starts_at)`,
      // the days of four weeks but for two in seven; overlaps are looked for once, when all of it is there
      `create temp table overlap_rule as
        select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'roster_entries_overlap'`,
      'alter table roster_entries drop constraint roster_entries_overlap',
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
        select y.store_id, y.employee_id, y.name, w.id, d.on_day, (d.on_day + w.starts_at) at time zone 'Asia/Shanghai',
          (d.on_day + w.starts_at + interval '8 hours 30 minutes') at time zone 'Asia/Shanghai', 60, case when d.nth < 21 then now() end, now()
        from stay y
        cross join lateral (select ${today} - 7 + i as on_day, i as nth from generate_series(0, 27) i) d
        join (select id, unit_id, starts_at, row_number() over (partition by unit_id order by starts_at) - 1 as i from shifts) w
          on w.unit_id = y.store_id and w.i = y.n % 2
        where d.on_day >= y.starts_on and d.on_day < y.ends_on and (y.n + d.nth) % 7 not in (0, 3)`,
      `do $$ begin
        execute 'alter table roster_entries add constraint roster_entries_overlap ' || (select definition from overlap_rule);
      end $$`,
      'analyze shifts',
      'analyze roster_entries',
    ],
  },
  {
    title: 'Requests and transfers',
    statements: [
      `create temp table story as
        select s.*, row_number() over (order by s.starts_on, s.n) as at, 'DG-' || extract(year from s.starts_on - 12)::int || '-' || to_char(row_number() over (order by s.starts_on, s.n), 'FM9999990000') as request_number,
          (s.starts_on - 12 + time '10:00') at time zone 'Asia/Shanghai' as submitted_at,
          (select w.id from workflow_definitions w where w.subject = 'transfer' and w.retired_at is null) as definition_id,
          h.user_id as head_id, h.name as head, m.user_id as manager_id, m.name as manager
        from stay s
        join lateral (select user_id, name from lead_of l where l.unit_id = s.home_id and l.role = 'head' limit 1) h on true
        join lateral (select user_id, name from lead_of l where l.unit_id = s.store_id and l.role = 'manager' limit 1) m on true
        where s.is_requested`,
      `create index on story (request_id)`,
      'analyze story',
      `insert into requests (id, number, definition_id, subject, applicant_user_id, applicant_name, employee_id, employee_user_id, home_unit_id, source_unit_id, receiving_unit_id, facts, summary, status, stage_position, submitted_at, finished_at)
        select request_id, request_number, definition_id, 'transfer', user_id, name, employee_id, user_id, home_id, home_id, store_id,
          '{"kind": "dispatch", "level": 4}', jsonb_build_object('employee', name, 'employeeNumber', number, 'kind', 'dispatch', 'from', home, 'to', store, 'fromPosition', '厨师', 'toPosition', '驻店主厨', 'effectiveOn', starts_on::text, 'endsOn', ends_on::text),
          'approved', null, submitted_at, submitted_at + interval '4 days' from story`,
      `insert into number_counters (prefix, year, last) select 'DG', extract(year from starts_on - 12)::int, max(at) from story group by 2`,
      `insert into transfers (request_id, employee_id, kind, from_unit_id, from_position_id, to_unit_id, to_position_id, home_position_id, effective_on, ends_on, reason, state, applied_at)
        select request_id, employee_id, 'dispatch', home_id, (select id from position_at where i = position_i), store_id, (select id from position_at where i = (position_i + 1) % 7),
          (select id from position_at where i = position_i), starts_on, ends_on, '门店客流增长，需要增派一名熟悉标准流程的同事', 'applied', submitted_at + interval '4 days' from story`,
      `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
        select s.employee_id, s.store_id, t.partner_id, s.request_id, s.n % 2 = 0, s.n % 3 = 0, '2026-01', s.submitted_at from story s join stores t on t.unit_id = s.store_id`,
      `insert into hand_over_items (request_id, employee_id, item, side, unit_id, due_on, done_at, done_by_name)
        select request_id, employee_id, item, side, case side when 'source' then home_id when 'receiving' then store_id end, starts_on, submitted_at + interval '12 days', '系统'
        from story cross join (values ('handOverWork', 'source'), ('checkHealthCertificate', 'hq'), ('contractPlaceOfWork', 'hq'), ('badgeAndUniform', 'receiving'), ('welcomeOnFirstDay', 'receiving'), ('readStoreRules', 'employee')) as items (item, side)`,
    ],
  },
  {
    title: 'Stages, tasks and decisions',
    statements: [
      `create temp table visit as
        select uuidv7(s.submitted_at - now() + make_interval(hours => w.position * 12)) as id, uuidv7(s.submitted_at - now() + make_interval(hours => w.position * 12)) as task_id,
          s.request_id, w.id as stage_id, w.position, w.role, s.submitted_at + make_interval(hours => w.position * 12) as entered_at,
          s.submitted_at + make_interval(hours => w.position * 12 + 3 + pg_temp.h(s.n, w.position, 9)) as left_at, w.time_limit_hours,
          case w.position when 1 then s.user_id when 2 then s.head_id when 4 then s.manager_id when 5 then (select id from users where login = case when s.n % 2 = 0 then 'zhoulan' else 'xutinglan' end) else (select id from users where login = 'sunli') end as user_id,
          case w.position when 1 then s.name when 2 then s.head when 4 then s.manager when 5 then case when s.n % 2 = 0 then '周岚' else '许听澜' end else '孙立' end as user_name
        from story s join workflow_stages w on w.definition_id = s.definition_id and w.position <> 3`,
      'analyze visit',
      `insert into request_stages (id, request_id, stage_id, position, round, entered_at, due_at, left_at, outcome)
        select id, request_id, stage_id, position, 1, entered_at, entered_at + make_interval(hours => time_limit_hours), left_at, 'approved' from visit`,
      `insert into tasks (id, request_id, request_stage_id, user_id, user_name, role, origin, created_at, due_at, closed_at, closing)
        select task_id, request_id, id, user_id, user_name, role, 'rule', entered_at, entered_at + make_interval(hours => time_limit_hours), left_at, 'decided' from visit where position > 1`,
      `insert into decisions (id, request_id, request_stage_id, task_id, verb, actor_user_id, actor_name, actor_role, decided_at)
        select uuidv7(left_at - now()), request_id, id, case when position > 1 then task_id end, case when position > 1 then 'approve' else 'submit' end, user_id, user_name, coalesce(role, 'employee'), left_at from visit`,
      `insert into request_parties (request_id, user_id) select distinct request_id, user_id from visit`,
      `insert into request_parties (request_id, unit_id) select request_id, home_id from story union all select request_id, store_id from story`,
    ],
  },
  {
    // after the requests, with which some of it comes
    title: 'Courses and who learns them',
    statements: [
      `insert into courses (number, title, summary, version, created_at)
        select 'KC-2026-' || lpad(n::text, 4, '0'), (array['门店产品知识', '服务技巧', '食品安全', '消防与应急', '驻店员工守则', '收银与备用金'])[n], '到岗要学', 1, now() from generate_series(1, 6) n`,
      `insert into course_versions (course_id, version, author_name, created_at, published_at, lessons, minutes) select id, 1, '周岚', now(), now(), 3, 30 from courses`,
      `insert into lessons (version_id, position, title, body, minutes) select v.id, n, '第' || n || '节', '内容', 10 from course_versions v cross join generate_series(1, 3) n`,
      `insert into course_rules (course_id, unit_id, family, days, starts_on, created_at)
        select c.id, r.id, case when c.number like '%6' then '零售' else '' end, 7, date '2024-01-01', now() from courses c join units r on r.kind = 'region' where right(c.number, 1) in ('1', '2', '6')
        union all select c.id, null, case when c.number like '%3' then '餐饮' else '' end, 14, date '2024-01-01', now() from courses c where right(c.number, 1) in ('3', '4', '5')`,
      // everybody has learnt two; whoever is in a store has two of its own, of which one in eight owes one and some are late
      `insert into enrollments (employee_id, course_id, version_id, unit_id, why, rule_id, assigned_by_name, assigned_by_role, assigned_at, due_on, status, begun_at, lessons_done, completed_at)
        select p.id, c.id, v.id, p.home_id, 'hire', r.id, '周岚', 'hr', p.hired_on, p.hired_on + 14, 'completed', p.hired_on + 3, 3, p.hired_on + 5
        from person p join courses c on right(c.number, 1) in ('4', '5') join course_versions v on v.course_id = c.id join course_rules r on r.course_id = c.id`,
      `insert into enrollments (employee_id, course_id, version_id, unit_id, why, rule_id, assigned_by_name, assigned_by_role, assigned_at, due_on, status, begun_at, lessons_done, completed_at)
        select y.employee_id, c.id, v.id, y.store_id, 'rule', null, '周岚', 'hr', y.starts_on - 8,
          case when o.owes then ${today} - 2 + pg_temp.h(y.n, 31, 12) else y.starts_on + 7 end, case when o.owes then 'open' else 'completed' end,
          case when o.owes then null else y.starts_on + 1 end, case when o.owes then 0 else 3 end, case when o.owes then null else y.starts_on + 3 end
        from stay y join courses c on right(c.number, 1) in ('1', '2') join course_versions v on v.course_id = c.id
        cross join lateral (select y.ends_on > ${today} and c.number like '%2' and y.n % 8 = 0 as owes) o`,
      'analyze courses',
      'analyze course_rules',
      'analyze enrollments',
    ],
  },
  {
    title: 'Contracts, papers and schemes',
    statements: [
      `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, confirmed_on, position, place, ended_early_on, ended_early_reason, created_at)
        select p.id, case when k < 2 then 'fixed_term' else 'open_ended' end, c.starts_on, c.starts_on, c.ends_on,
          case when k = 0 then c.starts_on + 90 end, case when k = 0 then c.starts_on + 90 end, '厨师', '上海',
          case when e.left_on < coalesce(c.ends_on, 'infinity') then e.left_on end, case when e.left_on < coalesce(c.ends_on, 'infinity') then '离职' else '' end, c.starts_on
        from person p join employees e on e.id = p.id cross join generate_series(0, 2) k
        cross join lateral (select p.hired_on + 1095 * k as starts_on, case when k < 2 then p.hired_on + 1095 * (k + 1) end as ends_on) c
        where c.starts_on <= ${today} and c.starts_on < coalesce(e.left_on, 'infinity') and p.n % 60 <> 0`,
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
        select id, 'health', '健康证', '疾控中心', ${today} - 380 + pg_temp.h(n, 21, 375), ${today} - 15 + pg_temp.h(n, 21, 375), now() from person where n % 10 <> 0`,
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, created_at)
        select id, 'education', '大专', '职业学院', hired_on - 400, now() from person where n % 5 <> 0`,
      `create temp table paper as
        select uuidv7() as id, p.id as employee_id, kind, case when kind = 'photo' then 'work' else 'identity' end as class, p.n % 37 <> 0 as is_verified
        from person p cross join unnest('{id_card_front,id_card_back,photo}'::text[]) kind where p.n % 8 <> 0`,
      `insert into documents (id, employee_id, kind, class, state, decided_by_name, decided_at, created_at)
        select id, employee_id, kind, class, case when is_verified then 'verified' else 'unverified' end, case when is_verified then '周岚' end, case when is_verified then now() end, now() from paper`,
      `insert into document_versions (document_id, employee_id, class, number, storage_key, content_type, size, sha256, pixels, uploaded_by_id, uploaded_by_name, uploaded_at)
        select id, employee_id, class, 1, 'crowd/' || id, 'image/jpeg', 200000, sha256(id::text::bytea), 1000000, (select id from users where login = 'zhoulan'), '周岚', now() from paper`,
      `insert into custom_fields (name, name_en, kind, class, keeper, choices, choices_en, position, created_at)
        values ('工服尺码', 'Uniform size', 'choice', 'work', 'hr', '{S,M,L,XL}', '{S,M,L,XL}', 1, now())`,
      `insert into custom_values (field_id, employee_id, class, value, changed_at, changed_by_name)
        select f.id, p.id, 'work', (p.n % 4)::text, now(), '周岚' from person p cross join custom_fields f`,
      `update employees e set employment_form = 'full_time' from person p where p.id = e.id and p.n % 30 <> 0`,
      `insert into insurance_schemes (city, residence, created_at) select city, 'any', now() from unnest('{上海,苏州,杭州}'::text[]) city`,
      `insert into insurance_rates (scheme_id, item, starts_on, company_rate, person_rate, floor, ceiling, source, entered_by_name, entered_at)
        select s.id, r.item, '2024-01-01', r.company, r.person, 500000, 3600000, '演示', '周岚', now()
        from insurance_schemes s cross join (values ('pension', 1600, 800), ('medical', 950, 200), ('unemployment', 50, 50), ('injury', 20, 0), ('fund', 700, 700)) r (item, company, person)`,
      `insert into insurance_runs (month, status, attempt, asked_by_user_id, asked_by_name, asked_at, issued_by_name, issued_at)
        select (date_trunc('month', ${today}) - make_interval(months => back))::date, case when back > 1 then 'issued' else 'draft' end, 1, u.id, u.name, now(),
          case when back > 1 then u.name else '' end, case when back > 1 then now() end
        from generate_series(1, 3) back join users u on u.login = 'zhoulan'`,
    ],
  },
  {
    title: 'Trail and notifications',
    statements: [
      `insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id, unit_id, request_id, details)
        select submitted_at, user_id, name, 'employee', 'transfer.requested', request_id, employee_id, store_id, request_id, jsonb_build_object('number', request_number, 'kind', 'dispatch') from story`,
      `insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id, unit_id, request_id, details)
        select v.left_at, v.user_id, v.user_name, v.role, case v.position when 6 then 'transfer.approved' else 'request.approved' end, v.request_id, s.employee_id, s.store_id, v.request_id, jsonb_build_object('number', s.request_number)
        from visit v join story s using (request_id) where v.position > 1`,
      `insert into notifications (id, user_id, kind, values, path, created_at, read_at)
        select uuidv7(v.entered_at - now()), v.user_id, 'taskAssigned', jsonb_build_object('actor', '', 'subject', s.request_number || ' ' || s.name, 'employee', s.name, 'kind', 'dispatch', 'from', s.home, 'to', s.store), 'requests/' || s.request_number, v.entered_at,
          case when v.entered_at < now() - interval '5 days' then v.left_at end
        from visit v join story s using (request_id) where v.position > 1`,
      `insert into notifications (id, user_id, kind, values, path, created_at, read_at)
        select uuidv7(submitted_at + interval '4 days' - now()), user_id, 'requestApproved', jsonb_build_object('subject', request_number || ' ' || name, 'date', starts_on::text), 'requests/' || request_number, submitted_at + interval '4 days', submitted_at + interval '5 days' from story`,
    ],
  },
]

/** How many requests wait for HR; the same in a company of any size, so that their inboxes compare. One more waits for the last signature. */
export const openRequests = 240
export const lastRequest = `DG-2026-9${String(openRequests + 1).padStart(5, '0')}`

/** Makes the open requests as they were, for a bench that decides them. */
export async function refillOpenRequests(client: Client): Promise<void> {
  const ofOpen = `(select id from requests where number like 'DG-2026-9_____')`
  await client.query('begin')
  for (const table of [
    'tasks',
    'decisions',
    'request_stages',
    'request_parties',
    'hand_over_items',
    'consents',
    'enrollments',
    'transfers',
    'trail',
  ]) {
    if (table === 'tasks') {
      await client.query(`delete from decisions where request_id in ${ofOpen}`)
    }
    await client.query(`delete from ${table} where request_id in ${ofOpen}`)
  }
  await client.query(
    `update enrollments set unit_id = coalesce(unit_before_id, unit_id), unit_before_id = null, changed_by_request_id = null where changed_by_request_id in ${ofOpen}`,
  )
  await client.query(`delete from requests where number like 'DG-2026-9_____'`)
  await client.query('drop table if exists pg_temp.asked')
  await client.query(`
    create temp table asked as
    select e.id as employee_id, e.user_id, e.number, e.name, e.home_unit_id as home_id, h.name as home, s.unit_id as store_id, u.name as store, s.partner_id, a.position_id,
      uuidv7(make_interval(hours => -30)) as request_id, uuidv7() as visit_id, 'DG-2026-9' || lpad(row_number() over (order by e.number)::text, 5, '0') as request_number,
      case when row_number() over (order by e.number) <= ${openRequests} then 5 else 6 end as stage
    from employees e
    join assignments a on a.employee_id = e.id and a.unit_id = e.home_unit_id and a.ends_on is null
    join units h on h.id = e.home_unit_id
    join stores s on s.unit_id = (select unit_id from stores order by unit_id offset abs(hashtext(e.number)) % (select count(*) from stores) limit 1)
    join units u on u.id = s.unit_id
    where e.left_on is null and a.starts_on < current_date and a.starts_on = e.hired_on and e.number not in ('E00231', 'E00232')
    order by e.number limit ${openRequests + 1}`)
  await client.query(`
    insert into requests (id, number, definition_id, subject, applicant_user_id, applicant_name, employee_id, employee_user_id, home_unit_id, source_unit_id, receiving_unit_id, facts, summary, status, stage_position, submitted_at)
    select request_id, request_number, (select id from workflow_definitions where subject = 'transfer' and retired_at is null), 'transfer', user_id, name, employee_id, user_id, home_id, home_id, store_id,
      '{"kind": "dispatch", "level": 4}', jsonb_build_object('employee', name, 'employeeNumber', number, 'kind', 'dispatch', 'from', home, 'to', store, 'fromPosition', '厨师', 'toPosition', '驻店主厨', 'effectiveOn', (current_date + 20)::text, 'endsOn', (current_date + 200)::text),
      'in_progress', stage, now() - interval '30 hours' from asked;
    insert into transfers (request_id, employee_id, kind, from_unit_id, from_position_id, to_unit_id, to_position_id, home_position_id, effective_on, ends_on, reason)
    select request_id, employee_id, 'dispatch', home_id, position_id, store_id, position_id, position_id, current_date + 20, current_date + 200, '门店提出驻店需求' from asked;
    insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
    select employee_id, store_id, partner_id, request_id, true, false, '2026-01', now() - interval '30 hours' from asked;
    insert into request_stages (request_id, stage_id, position, round, entered_at, due_at, left_at, outcome)
    select request_id, w.id, w.position, 1, now() - make_interval(hours => 30 - w.position), now() + interval '1 day', now() - make_interval(hours => 29 - w.position), 'approved'
    from asked join workflow_stages w on w.position in (1, 2, 4, 5) and w.position < stage and w.definition_id = (select id from workflow_definitions where subject = 'transfer' and retired_at is null);
    insert into request_stages (id, request_id, stage_id, position, round, entered_at, due_at)
    select visit_id, request_id, w.id, stage, 1, now() - interval '20 hours', now() + interval '28 hours'
    from asked join workflow_stages w on w.position = stage and w.definition_id = (select id from workflow_definitions where subject = 'transfer' and retired_at is null);
    insert into decisions (request_id, request_stage_id, verb, actor_user_id, actor_name, actor_role, decided_at)
    select v.request_id, v.id, case v.position when 1 then 'submit' else 'approve' end, a.user_id, a.name, 'employee', v.left_at
    from asked a join request_stages v on v.request_id = a.request_id and v.left_at is not null;
    insert into tasks (request_id, request_stage_id, user_id, user_name, role, origin, created_at, due_at)
    select request_id, visit_id, u.id, u.name, case stage when 5 then 'hr' else 'executive' end, 'rule', now() - interval '20 hours', now() + interval '28 hours'
    from asked join users u on u.login = any (case stage when 5 then '{zhoulan,xutinglan}'::text[] else '{sunli}' end);
    insert into request_parties (request_id, user_id) select request_id, user_id from asked union all select request_id, u.id from asked cross join users u where u.login in ('zhoulan', 'xutinglan');
    insert into request_parties (request_id, unit_id) select request_id, home_id from asked union all select request_id, store_id from asked`)
  await client.query('commit')
}
