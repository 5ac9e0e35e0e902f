import { readFileSync, writeFileSync } from 'node:fs'
import { complain, say } from './progress'

// `npm run lock` after adding a package. npm leaves other platforms' programs out of the lock file when its registry
// lacks one of them, and then `npm ci` refuses the file; written in by hand, they are fetched only where they fit.

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
export type Lock = { packages: Record<string, Entry> }

/** The entries that the lock file lacks, by their path. */
export function missingEntries({ packages }: Lock): Record<string, Entry> {
  const missing: Record<string, Entry> = {}
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages))
    for (const [name, range] of Object.entries(optionalDependencies))
      if (!placesFor(path, name).some(place => place in packages))
        missing[`node_modules/${name}`] = {
          version: range.replace(/^[\^~]/, ''),
          ...(dev ? { dev } : {}),
          optional: true,
          ...platformOf(name),
        }
  return missing
}

/** Where Node would look for a package that is needed at `path`, nearest first. */
function placesFor(path: string, name: string): string[] {
  const inner = path ? [`${path}/node_modules/${name}`] : []
  const above = path.lastIndexOf('/node_modules/')
  return above < 0 ? [...inner, `node_modules/${name}`] : [...inner, ...placesFor(path.slice(0, above), name)]
}

/** Such packages are named after what they run on. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const system = /android|darwin|freebsd|win32|windows|linux|openbsd|netbsd|sunos|aix|openharmony/.exec(
    name,
  )?.[0]
  const processor = /arm64|x64|ia32|ppc64|s390x|riscv64|loong64|mips64el|wasm32|arm/.exec(name)?.[0]
  const library = /musl/.test(name) ? 'musl' : /linux.*gnu/.test(name) ? 'glibc' : undefined
  return {
    ...(system ? { os: [system === 'windows' ? 'win32' : system] } : {}),
    ...(processor ? { cpu: [processor] } : {}),
    ...(library ? { libc: [library] } : {}),
  }
}

function complete(file: string): void {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
  const missing = missingEntries(lock)
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...missing }).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  say(`${Object.keys(missing).length} packages of other platforms added to ${file}`)
}

if (process.argv[1]?.endsWith('lock.ts'))
  try {
    complete('package-lock.json')
  } catch (error) {
    complain(error)
    process.exitCode = 1
  }
