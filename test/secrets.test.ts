import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { env } from '@/env'
import { systemClock } from '@/lib/clock'
import { listContracts } from '@/lib/contracts/queries'
import { addDocument, openDocument } from '@/lib/documents/commands'
import { listDocuments } from '@/lib/documents/queries'
import { enrol, revealEnrolment } from '@/lib/enrolments/commands'
import { enrolInput } from '@/lib/enrolments/input'
import { listEnrolments } from '@/lib/enrolments/queries'
import { failureOf } from '@/lib/failure'
import { enterBankAccount, enterIdentity, reveal } from '@/lib/identities/commands'
import { bankAccountInput, enterIdentityInput, type RevealedHere, revealInput } from '@/lib/identities/input'
import { getMaskedFile } from '@/lib/identities/queries'
import { checkDigitOf } from '@/lib/identities/rules'
import { issueMonth, reckonMonth, revealRecord } from '@/lib/insurance/commands'
import { issueInsurance, reckonInsurance } from '@/lib/insurance/jobs'
import { listRecords } from '@/lib/insurance/queries'
import { describeError } from '@/lib/log'
import { agreePay, revealPay } from '@/lib/pay/commands'
import { agreePayInput } from '@/lib/pay/input'
import { listPays } from '@/lib/pay/queries'
import { peopleParams } from '@/lib/people/input'
import { countPeople } from '@/lib/people/queries'
import { addScheme, setRate } from '@/lib/schemes/commands'
import { setRateInput } from '@/lib/schemes/input'
import { listSchemeNames } from '@/lib/schemes/queries'
import { destroyKey } from '@/lib/vault'
import { type World, world } from './world'

/**
 * Every column of bytes in the database; a new one without an entry fails the test. `sealed` is opened by its person's key alone and
 * is planted and asked for below; of what is sealed elsewhere the entry names the test that asks for it.
 */
const columns: Record<
  string,
  'sealed' | `lib/${string}.test.ts` | 'key' | 'hash' | 'file' | 'sealed for the house'
> = {
  'proposals.proposed': 'lib/proposals/commands.test.ts',
  'proposals.replaced': 'lib/proposals/commands.test.ts',
  'own_copies.json': 'lib/copies/jobs.test.ts',
  'own_copies.pdf': 'lib/copies/jobs.test.ts',
  'own_copies.proof': 'lib/copies/jobs.test.ts',
  'rights_requests.reason': 'lib/rights/commands.test.ts',
  'rights_requests.note': 'lib/rights/commands.test.ts',
  'rights_requests.proof': 'lib/rights/commands.test.ts',
  'identities.number': 'sealed',
  'identities.birth_date': 'sealed',
  'identities.registered_address': 'sealed',
  'identities.current_address': 'sealed',
  'identities.finder': 'hash',
  'bank_accounts.number': 'sealed',
  'contract_pays.sealed': 'sealed',
  'insurance_enrolments.sealed': 'sealed',
  'insurance_records.sealed': 'sealed',
  'insurance_records.fingerprint': 'hash',
  'insurance_runs.totals': 'sealed for the house',
  'document_versions.sha256': 'hash',
  'file_keys.wrapped': 'key',
  'custom_values.sealed': 'lib/custom/commands.test.ts',
  'identities.birthday': 'hash',
  'leaving_interviews.note': 'lib/leavings/commands.test.ts',
  'robot_secrets.sealed': 'sealed for the house',
  'attachments.content': 'file',
  'export_pieces.content': 'sealed for the house',
  'notice_files.content': 'file',
  'report_photos.content': 'file',
  'ticket_attachments.content': 'file',
}

type Planted = Record<string, string>
const withDigit = (body: string): string => body + checkDigitOf(body)
/** What only these two have; none of it is written anywhere else in this house. */
const planted = {
  guyan: {
    'identities.number': withDigit('11010519870214608'),
    'identities.birth_date': '1987-02-14',
    'identities.registered_address': '杭州市隐户路 417 号 3 幢',
    'identities.current_address': '上海市匿踪弄 58 号 1602 室',
    'bank_accounts.number': '6217007188200041739',
    'contract_pays.sealed': '384172391',
    'insurance_enrolments.sealed': '271845903',
    'insurance_records.sealed': '314159271',
    document: 'SCAN-OF-GUYAN-7F3A',
  },
  wangmuyang: {
    'identities.number': withDigit('31010119910930607'),
    'identities.birth_date': '1991-09-30',
    'identities.registered_address': '南京市藏名巷 29 号',
    'identities.current_address': '苏州市无踪桥 71 号',
    'bank_accounts.number': '6217007188200052868',
    'contract_pays.sealed': '492817365',
    'insurance_enrolments.sealed': '161803397',
    'insurance_records.sealed': '577215661',
    document: 'SCAN-OF-WANGMUYANG-9C1D',
  },
} as const satisfies Record<string, Planted>
type Person = keyof typeof planted
const people = Object.keys(planted) as Person[]
const other = { guyan: 'wangmuyang', wangmuyang: 'guyan' } as const
const secrets = people.flatMap(person => Object.values(planted[person]))

let w: World
beforeAll(async () => {
  w = await world()
  for (const person of people) await plant(person)
  for (const person of people) await insure(person)
  const { id } = await w.as('zhoulan', 'hq', (tx, actor) => reckonMonth(tx, actor, { month: '2026-01-01' }))
  await reckonInsurance(id, systemClock)
  await w.as('zhoulan', 'hq', (tx, actor) => issueMonth(tx, actor, { runId: id }))
  await issueInsurance(id, systemClock)
})
afterAll(async () => {
  await w.close()
  await closePools()
})

async function plant(person: Person): Promise<void> {
  const known = planted[person]
  const { number } = w.employees[person]
  await w.as('zhoulan', 'hq', async (tx, actor) => {
    await enterIdentity(
      tx,
      actor,
      enterIdentityInput.parse({
        number,
        kind: 'id_card',
        documentNumber: known['identities.number'],
        registeredAddress: known['identities.registered_address'],
        currentAddress: known['identities.current_address'],
      }),
    )
    const card = { bank: '工商银行', holder: '本人', cardNumber: known['bank_accounts.number'] }
    await enterBankAccount(tx, actor, bankAccountInput.parse({ number, ...card }))
    const file = new File([pdfOf(known.document)], 'scan.pdf')
    await addDocument(tx, actor, { number, kind: 'contract', title: '', expiresOn: undefined, file })
  })
}

/** Amounts are planted as they are kept, in fen. */
const inYuan = (fen: string): string => `${fen.slice(0, -2)}.${fen.slice(-2)}`
const inFen = (said: string | undefined): string => (said ?? '').replace(/[,.]/g, '')

async function insure(person: Person): Promise<void> {
  const known = planted[person]
  const { id, number } = w.employees[person]
  await w.sql(
    `insert into contracts (employee_id, kind, signed_on, starts_on, position, place, created_at)
     values ($1, 'open_ended', '2024-03-01', '2024-03-01', '厨师', '上海', now())`,
    [id],
  )
  await w.as('zhoulan', 'hq', async (tx, actor) => {
    const [contract] = await listContracts(tx, number)
    const base = inYuan(known['contract_pays.sealed'])
    await agreePay(tx, actor, agreePayInput.parse({ contractId: contract?.id, base }))
    const [scheme] = await listSchemeNames(tx)
    const schemeId = scheme?.id ?? (await addScheme(tx, actor, { city: '上海', residence: 'any' })).id
    if (!scheme) {
      const fund = { item: 'fund', from: '2024-01', companyRate: '7', personRate: '7', source: '依据' }
      await setRate(tx, actor, setRateInput.parse({ schemeId, ...fund }))
    }
    const bases = {
      insuranceBase: inYuan(known['insurance_enrolments.sealed']),
      fundBase: inYuan(known['insurance_records.sealed']),
    }
    await enrol(tx, actor, enrolInput.parse({ number, schemeId, from: '2024-03', ...bases }))
  })
}

const pdfOf = (text: string): string =>
  `%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n% ${text}\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`

/** How somebody of HR comes by each sealed value; undefined where it is not to be had. */
const ways: Record<string, (person: Person) => Promise<string | undefined>> = {
  'identities.number': person => revealed(person, 'number'),
  'identities.birth_date': person => revealed(person, 'birthDate'),
  'identities.registered_address': person => revealed(person, 'registeredAddress'),
  'identities.current_address': person => revealed(person, 'currentAddress'),
  'bank_accounts.number': person => revealed(person, 'bankNumber'),
  'contract_pays.sealed': person =>
    unlessMissing(
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const { number } = w.employees[person]
        const payId = (await listPays(tx, number))[0]?.id ?? ''
        const { value } = await revealPay(tx, actor, { number, payId, purpose: 'payroll', note: '' })
        return inFen(/基本工资 ([\d,.]+)/.exec(value)?.[1])
      }),
    ),
  'insurance_enrolments.sealed': person =>
    unlessMissing(
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const { number } = w.employees[person]
        const enrolmentId = (await listEnrolments(tx, number))[0]?.id ?? ''
        const asked = { number, enrolmentId, purpose: 'insurance', note: '' } as const
        return inFen(/社保基数 ([\d,.]+)/.exec((await revealEnrolment(tx, actor, asked)).value)?.[1])
      }),
    ),
  'insurance_records.sealed': person =>
    unlessMissing(
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const { number } = w.employees[person]
        const recordId = (await listRecords(tx, number))[0]?.id ?? ''
        const asked = { number, recordId, purpose: 'insurance', note: '' } as const
        return inFen(/公积金 基数 ([\d,.]+)/.exec((await revealRecord(tx, actor, asked)).value)?.[1])
      }),
    ),
  document: person =>
    unlessMissing(
      w.as('zhoulan', 'hq', async (tx, actor) => {
        const { number } = w.employees[person]
        const id = (await listDocuments(tx, { number }))[0]?.versions[0]?.id ?? ''
        const { content } = await openDocument(tx, actor, { number }, id, {
          purpose: 'verification',
          note: '',
        })
        return /% (SCAN\S+)/.exec(content.toString('latin1'))?.[1] ?? ''
      }),
    ),
}

const revealed = (person: Person, what: RevealedHere): Promise<string | undefined> =>
  unlessMissing(
    w.as('zhoulan', 'hq', async (tx, actor) => {
      const { number } = w.employees[person]
      return (await reveal(tx, actor, revealInput.parse({ number, what, purpose: 'verification' }))).value
    }),
  )

async function unlessMissing(work: Promise<string>): Promise<string | undefined> {
  return work.catch((error: unknown) => {
    if (failureOf(error)?.code === 'input.notFound') return undefined
    throw error
  })
}

const shown = async (person: Person): Promise<Record<string, string | undefined>> => {
  const all: Record<string, string | undefined> = {}
  for (const [what, way] of Object.entries(ways)) all[what] = await way(person)
  return all
}

it('every column of bytes is known, and of every sealed one it is known how it opens', async () => {
  const found = await w.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  )
  expect(found.map(row => row.name)).toEqual(Object.keys(columns).sort())
  const sealed = Object.keys(columns).filter(name => columns[name] === 'sealed')
  expect(Object.keys(ways).filter(name => name !== 'document')).toEqual(sealed)
  for (const person of people) expect(await shown(person)).toEqual(planted[person])
  for (const test of Object.values(columns).filter(one => one.endsWith('.test.ts')))
    expect(readFileSync(test, 'utf8'), test).toMatch(/destroyKey|destroyed/)
})

/** Everything in the database, as a dump writes it, with what is in bytes beside it. */
async function dump(): Promise<string> {
  const tables = await w.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  expect(tables.length).toBeGreaterThan(60)
  const texts: string[] = []
  for (const { name } of tables)
    for (const { text } of await w.sql<{ text: string }>(`select t::text as text from ${name} t`)) {
      texts.push(text)
      for (const [, hex = ''] of text.matchAll(/\\x([0-9a-f]+)/g))
        texts.push(Buffer.from(hex, 'hex').toString('utf8'))
    }
  return texts.join('\n')
}

const traces = (text: string): string[] =>
  secrets.filter(secret =>
    [secret, Buffer.from(secret).toString('base64').slice(0, -4), Buffer.from(secret).toString('hex')].some(
      form => text.includes(form),
    ),
  )

it('a dump of the database holds none of it, after everything was shown', async () => {
  for (const person of people) await shown(person)
  const text = await dump()
  expect(traces(text)).toEqual([])
  // it is the whole database, and what is not sealed is found in it
  for (const plain of ['王沐阳', '13900000000', '工商银行', 'verification']) expect(text).toContain(plain)
  await w.sql(`update employees set name = $1 where number = $2`, [secrets[0], w.employees.zhoulan.number])
  expect(traces(await dump())).toEqual([secrets[0]])
  await w.sql(`update employees set name = '周岚' where number = $1`, [w.employees.zhoulan.number])
})

it('the files that documents are kept in hold none of it', async () => {
  const kept = await w.sql<{ name: string }>('select storage_key as name from document_versions')
  expect(kept).toHaveLength(people.length)
  for (const { name } of kept) {
    const content = readFileSync(join(env.filesFolder, name.slice(0, 2), name))
    expect(content.length).toBeGreaterThan(100)
    expect(traces(content.toString('latin1'))).toEqual([])
  }
})

it('what is logged when a command breaks holds none of it', async () => {
  const broken = async (table: string, work: () => Promise<unknown>): Promise<string> => {
    await w.sql(`alter table ${table} add constraint full_disk check (false) not valid`)
    try {
      return await work().then(
        () => 'it went through',
        (error: unknown) => JSON.stringify(describeError(error)),
      )
    } finally {
      await w.sql(`alter table ${table} drop constraint full_disk`)
    }
  }
  for (const person of people)
    for (const table of ['reveals', 'trail'])
      for (const way of Object.values(ways)) {
        const line = await broken(table, () => way(person))
        expect(line).toContain('full_disk')
        expect(traces(line)).toEqual([])
      }
})

const sealedColumns = Object.keys(columns).filter(name => columns[name] === 'sealed')

it.each(sealedColumns)('ciphertext of %s opens in no other row and no other column', async name => {
  const [table = '', column = ''] = name.split('.')
  for (const person of people) {
    const [own, foreign] = [w.employees[person].id, w.employees[other[person]].id]
    const [before] = await w.sql<{ sealed: Buffer }>(
      `select ${column} as sealed from ${table} where employee_id = $1`,
      [own],
    )
    const put = (sealed: string, values: unknown[]) =>
      w.sql(`update ${table} set ${column} = (${sealed}) where employee_id = $1`, [own, ...values])
    for (const from of sealedColumns)
      for (const id of [own, foreign]) {
        if (from === name && id === own) continue
        const [there = '', which = ''] = from.split('.')
        await put(`select ${which} from ${there} where employee_id = $2`, [id])
        expect(await ways[name]?.(person), `${from} of ${id === own ? 'the same' : 'another'} person`).toBe(
          undefined,
        )
        expect(traces(JSON.stringify(await w.as('zhoulan', 'hq', tx => getMaskedFile(tx, own))))).toEqual([])
      }
    await put('$2', [before?.sealed])
    expect(await ways[name]?.(person)).toBe((planted[person] as Planted)[name])
  }
})

it('once the key of a person is destroyed nothing of theirs opens; what others have, proofs and figures stay', async () => {
  const proofs = () =>
    w.sql<{ n: string }>(
      `select 'trail ' || count(*) as n from trail where employee_id = $1 union all select 'reveals ' || count(*) from reveals where employee_id = $1
       union all select 'sha256 ' || encode(sha256, 'hex') from document_versions where employee_id = $1
       union all select 'finder ' || encode(finder, 'hex') from identities where employee_id = $1
       union all select 'stay ' || starts_on from assignments where employee_id = $1 order by 1`,
      [w.employees.guyan.id],
    )
  const figures = () =>
    w.as('zhoulan', 'hq', async (tx, actor) => ({
      everybody: await countPeople(tx, actor, peopleParams.parse({})),
      inStores: await countPeople(tx, actor, peopleParams.parse({ view: 'store' })),
    }))
  expect(await shown('guyan')).toEqual(planted.guyan)
  const [kept, counted] = [await proofs(), await figures()]
  expect(kept.length).toBeGreaterThan(5)
  await enterService('job', tx => destroyKey(tx, w.employees.guyan.id, new Date()))
  expect(await shown('guyan')).toEqual(Object.fromEntries(Object.keys(ways).map(what => [what, undefined])))
  expect(await w.as('zhoulan', 'hq', tx => getMaskedFile(tx, w.employees.guyan.id))).toMatchObject({
    identity: { number: '', birthDate: '', registeredAddress: null, currentAddress: null },
    bank: { number: '' },
    isErased: true,
  })
  expect(await w.sql('select wrapped from file_keys where employee_id = $1', [w.employees.guyan.id])).toEqual(
    [{ wrapped: null }],
  )
  expect(await proofs()).toEqual(kept)
  expect(await figures()).toEqual(counted)
  expect(await shown('wangmuyang')).toEqual(planted.wangmuyang)
})
