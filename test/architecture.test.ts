import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house, read once: every source file with its text and what it imports of ours. */
const root = resolve(import.meta.dirname, '..')
const outside = new Set([
  'node_modules',
  '.next',
  '.git',
  '.data',
  'messages',
  'public',
  'docs',
  'test-results',
  'bench-results',
])

type Source = { path: string; text: string; imports: { path: string; isType: boolean }[] }

const sources: Source[] = walk(root).map(path => {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, imports: importsOf(path, text) }
})

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (entry.name.startsWith('.') || outside.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.(ts|tsx|mjs)$/.test(entry.name) && entry.name !== 'next-env.d.ts' ? [relative(root, path)] : []
  })
}

function importsOf(from: string, text: string): Source['imports'] {
  const found: Source['imports'] = []
  for (const [, type, name = ''] of text.matchAll(
    /^(?:import|export)\s(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gm,
  )) {
    const path = name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('.')
        ? join(dirname(from), name)
        : undefined
    if (path !== undefined) found.push({ path, isType: Boolean(type) })
  }
  return found
}

/** The floors, from the top. A file may import from its own floor or from below. */
const floors: [name: string, is: RegExp][] = [
  ['test', /(^e2e\/|\.test\.tsx?$)/],
  ['script', /^(scripts\/|playwright\.config|vitest\.config|drizzle\.config|next\.config|postcss\.config)/],
  ['test kit', /^test\//],
  ['seed', /^db\/(seed|seeds\/|first-admin)/],
  ['page', /^(app\/|proxy\.ts|instrumentation\.ts)/],
  ['component', /^components\/(?!ui\/)/],
  ['part', /^components\/ui\//],
  ['action', /^lib\/[^/]+\/actions\.ts$/],
  // next-auth is tied to the account's commands here, and nowhere else
  ['sign-in', /^lib\/auth\.ts$/],
  ['worker', /^lib\/worker\.ts$/],
  ['job', /^lib\/[^/]+\/jobs\.ts$/],
  // ways out of the house: what the worker plans and sends by
  ['channel', /^lib\/notifications\/channels\//],
  ['command', /^lib\/[^/]+\/commands\.ts$/],
  ['query', /^lib\/[^/]+\/queries\.ts$/],
  ['rule', /^lib\/[^/]+\/(rules|input)\.ts$/],
  ['kit', /^lib\/[^/]+\.ts$/],
  ['ground', /^(db\/|env\.ts$)/],
]
const floorOf = (path: string): number => floors.findIndex(([, is]) => is.test(path))
const known = new Set(sources.map(source => source.path))
const resolved = (path: string): string =>
  [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(candidate => known.has(candidate)) ?? path

/** Types of the caller's shape are shared with the ground; nothing runs there. */
const isCode = (one: { isType: boolean }): boolean => !one.isType

describe('the house', () => {
  it('has a floor for every file', () => {
    expect(sources.map(source => source.path).filter(path => floorOf(path) === -1)).toEqual([])
  })

  it('imports downwards only', () => {
    const upwards = sources.flatMap(source =>
      source.imports
        .filter(isCode)
        .map(one => resolved(one.path))
        .filter(path => known.has(path) && floorOf(path) < floorOf(source.path))
        .map(path => `${source.path} → ${path}`),
    )
    expect(upwards).toEqual([])
  })

  it('uses the words of a domain and no others', () => {
    const words = /^(rules|input|queries|commands|actions|jobs)(\.test)?\.ts$/
    const strange = sources
      .map(source => source.path)
      .filter(
        path => /^lib\/[^/]+\/(?!channels\/)/.test(path) && !words.test(path.split('/').slice(2).join('/')),
      )
    expect(strange).toEqual([])
  })

  it('has no folder that says nothing, and no barrel', () => {
    const vague = /(^|\/)(src|features|services|utils|helpers|types|hooks|constants|common|misc)\//
    expect(
      sources.map(source => source.path).filter(path => vague.test(path) || /(^|\/)index\.tsx?$/.test(path)),
    ).toEqual([])
  })

  it('keeps portals apart: a page of one portal imports nothing of another', () => {
    const portalOf = (path: string): string | undefined => /^app\/(hq|store|me)\//.exec(path)?.[1]
    const crossing = sources.flatMap(source =>
      source.imports
        .filter(
          one => portalOf(source.path) && portalOf(one.path) && portalOf(source.path) !== portalOf(one.path),
        )
        .map(one => `${source.path} → ${one.path}`),
    )
    expect(crossing).toEqual([])
  })
})

describe('the data', () => {
  const domain = (word: string): Source[] =>
    sources.filter(source => new RegExp(`^lib/[^/]+/${word}\\.ts$`).test(source.path))

  it('is reached by one door: only db/client.ts opens pools, and scripts and tests that own a database', () => {
    const opening = sources.filter(
      source =>
        /from 'pg'/.test(source.text) &&
        !/^(db|scripts|test|e2e)\//.test(source.path) &&
        !/\.test\.ts$/.test(source.path),
    )
    expect(opening.map(source => source.path)).toEqual(['lib/worker.ts'])
  })

  it('never opens a transaction inside the door', () => {
    expect(
      sources.filter(source => /\b(tx|db)\.transaction\(/.test(source.text)).map(source => source.path),
    ).toEqual([])
  })

  it('stays on the server: queries, commands and jobs say so', () => {
    const open = [...domain('queries'), ...domain('commands'), ...domain('jobs')].filter(
      source => !source.text.includes(`import 'server-only'`),
    )
    expect(open.map(source => source.path)).toEqual([])
  })

  it('is not overwritten on conflict: a row that cannot be seen must not answer', () => {
    expect(
      sources
        .filter(source => /^lib\//.test(source.path) && /onConflictDoUpdate/.test(source.text))
        .map(source => source.path),
    ).toEqual([])
  })

  it('takes no text as SQL', () => {
    const raw = sources.filter(
      source =>
        /sql\.raw\(/.test(source.text) && !/\.test\.ts$|^scripts\/|^lib\/written\.ts$/.test(source.path),
    )
    expect(raw.map(source => source.path)).toEqual([])
  })

  it('is not asked what time it is by business code: the actor brings it', () => {
    const clocks = [...domain('rules'), ...domain('commands'), ...domain('queries')].filter(source =>
      /Date\.now\(|new Date\(\)/.test(source.text),
    )
    expect(clocks.map(source => source.path)).toEqual([])
  })

  it('commands know nothing of Next', () => {
    const tied = [...domain('commands'), ...domain('queries'), ...domain('rules')].filter(source =>
      /from 'next(\/|-intl|')/.test(source.text),
    )
    expect(tied.map(source => source.path)).toEqual([])
  })

  it('settings are read in one place', () => {
    const reading = sources.filter(
      source =>
        /process\.env\b(?!\.NEXT_RUNTIME)/.test(source.text) &&
        !/^(env\.ts|scripts\/run\.mjs|test\/)/.test(source.path),
    )
    expect(reading.map(source => source.path)).toEqual([])
  })
})

describe('actions', () => {
  const actions = sources.filter(source => /^\s*['"]use server['"]/m.test(source.text))

  it('live in actions.ts and are all made by action(), which checks origin, session and input', () => {
    for (const source of actions) {
      expect(source.path).toMatch(/^lib\/[^/]+\/actions\.ts$/)
      const exported = [...source.text.matchAll(/^export (.*)$/gm)].map(match => match[1] ?? '')
      for (const line of exported)
        expect(`${source.path}: ${line}`).toMatch(/: const \w+ = (action|unkeptAction|openAction)\(/)
    }
  })
})

describe('the browser', () => {
  const clients = sources.filter(source => /^\s*['"]use client['"]/m.test(source.text))

  it('gets no server code: client components import parts, types and actions only', () => {
    const wrong = clients.flatMap(source =>
      source.imports
        .filter(isCode)
        .map(one => resolved(one.path))
        .filter(path =>
          ['command', 'query', 'job', 'worker', 'ground'].includes(floors[floorOf(path)]?.[0] ?? ''),
        )
        .map(path => `${source.path} → ${path}`),
    )
    expect(wrong).toEqual([])
  })

  it('gets neither zod nor message catalogues', () => {
    const wrong = clients.filter(source =>
      /from '(zod|next-intl|@\/lib\/(translations|messages)'|pinyin-pro|pg|drizzle-orm)/.test(source.text),
    )
    expect(wrong.map(source => source.path)).toEqual([])
  })

  it('is translated by what is kept per language, not made anew per request', () => {
    const wrong = sources.filter(
      source =>
        /^import \{[^}]*\b(use|get)(Translations|Formatter)\b[^}]*\} from 'next-intl/m.test(source.text) &&
        source.path !== 'lib/translations.ts',
    )
    expect(wrong.map(source => source.path)).toEqual([])
  })

  it('is told lists and brackets in the reader’s language, never in the marks of one', () => {
    expect(
      sources
        .filter(source => /^(app|components)\//.test(source.path) && /[、（）]/.test(source.text))
        .map(source => source.path),
    ).toEqual([])
  })

  it('is handed text as markup in one place, which takes what escapes', () => {
    expect(
      sources
        .filter(
          source =>
            /dangerouslySetInnerHTML/.test(source.text) && !source.path.endsWith('architecture.test.ts'),
        )
        .map(source => source.path),
    ).toEqual(['components/ui/written.tsx'])
  })
})

describe('the style', () => {
  it('has no suppressions, no any, nothing left for later', () => {
    const marks = new RegExp(
      [
        'ts-' + 'ignore',
        'ts-' + 'expect-error',
        'biome-' + 'ignore',
        'oxlint-' + 'disable',
        'TO' + 'DO',
        'FIX' + 'ME',
        ': any\\b',
        'as any\\b',
      ].join('|'),
    )
    expect(
      sources
        .filter(source => marks.test(source.text) && !source.path.endsWith('architecture.test.ts'))
        .map(source => source.path),
    ).toEqual([])
  })
})
