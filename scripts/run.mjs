// Runs scripts/<name>.ts: `npm start` is `node scripts/run.mjs start`. It is plain JavaScript in old syntax and
// without dependencies, because it must get as far as its messages on any Node and in a fresh clone.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const name = process.argv[2]

checkNode()
installPackages()
runScript()

function checkNode() {
  const parts = process.versions.node.split('.').map(Number)
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 9)) return
  stop(`Outpost needs Node 20.9 or newer, this is ${process.versions.node}: install one from nodejs.org.`)
}

function installPackages() {
  if (packagesFit()) return
  const since = Date.now()
  console.log('Installing the locked packages, about a minute …')
  let done = npm('ci')
  // a registry may lack another platform's program that the lock file names, or the other way round
  if (/EUSAGE/.test(done.stderr || '')) done = npm('install', '--no-save')
  if (done.status !== 0) {
    const said = done.stderr || String(done.error)
    if (/ENOSPC|no space left/i.test(said))
      stop('The disk is full: the packages need about 1.5 GB. Free some space and start again.')
    if (/EACCES|EPERM|EROFS/.test(said))
      stop(`No permission to write in ${join(root, 'node_modules')}: start as the owner of this folder.`)
    const lines = said
      .split('\n')
      .map(line => line.replace(/^npm error\s*/, '').trim())
      .filter(line => line && !/^(code|A complete log)/.test(line))
    stop(`The packages cannot be installed (${lines.slice(0, 2).join('; ')}): is the npm registry reachable?`)
  }
  console.log(`Installed in ${((Date.now() - since) / 1000).toFixed(1)} s`)
}

function npm(...command) {
  const options = command.concat(['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  const setting = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
  const program = process.env.npm_execpath
  if (program && program.indexOf('npm-cli') >= 0)
    return spawnSync(process.execPath, [program].concat(options), setting)
  const windows = process.platform === 'win32'
  return spawnSync(windows ? 'npm.cmd' : 'npm', options, Object.assign({ shell: windows }, setting))
}

/** Compares what the lock file wants with npm's own note of what is installed; takes milliseconds. */
function packagesFit() {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const needsDev = name === 'test'
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(readFileSync(note, 'utf8')).packages
    return Object.keys(wanted).every(path => {
      const one = wanted[path]
      if (path === '') return true
      const here = found[path]
      if (!here) return Boolean(one.optional || one.devOptional || one.peer || (one.dev && !needsDev))
      return here.version === one.version && here.integrity === one.integrity
    })
  } catch (_error) {
    return false
  }
}

function runScript() {
  const script = join('scripts', `${name}.ts`)
  if (!/^[a-z-]+$/.test(name || '') || !existsSync(join(root, script))) stop(`There is no ${script}.`)
  const child = spawn(
    process.execPath,
    // the leash: not without this process; the condition lets scripts import what is marked `server-only`
    ['--import', './scripts/leash.mjs', '--conditions=react-server', '--import', 'tsx', script].concat(
      process.argv.slice(3),
    ),
    { cwd: root, stdio: 'inherit' },
  )
  // this process stays until the child has put everything away
  const pass = signal => process.on(signal, () => child.kill(signal))
  pass('SIGINT')
  pass('SIGTERM')
  pass('SIGHUP')
  // npm passes a signal to a shell between us, which dies of it without a word: then our parent is another
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM')
    }, 300).unref()
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code || 0
  })
}

function stop(line) {
  console.error(line)
  process.exit(1)
}
