import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { childEnvironment, env } from '../env'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge']
const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap(name =>
  ['/Applications', join(homedir(), 'Applications')].map(
    folder => `${folder}/${name}.app/Contents/MacOS/${name}`,
  ),
)
const programs = ['C:\\Program Files', 'C:\\Program Files (x86)'].flatMap(folder => [
  `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
  `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
])

/** What is asked of a browser: that it shows pages, or also that it takes push messages, which a headless shell does not. */
export type Need = 'pages' | 'push'

/**
 * Which browser of the Chromium family is for what; undefined if none can run here. Pages are shown in a headless shell where there is
 * one: it does the same in less time. A browser that somebody names is for everything.
 */
export function findBrowser(need: Need): string | undefined {
  const named = firstOf([env.browser])
  if (named) return named
  const whole = firstOf([chromium.executablePath(), ...inFolders(names), ...applications, ...programs])
  if (need === 'push' || !whole) return whole
  return firstOf([...downloadedShells(), ...inFolders(['chromium-headless-shell'])]) ?? whole
}

function inFolders(names: string[]): string[] {
  const onPath = (childEnvironment({}).PATH ?? '').split(delimiter).filter(Boolean)
  return [...new Set([...onPath, ...folders])].flatMap(folder => names.map(name => join(folder, name)))
}

/** Playwright keeps the shell of a browser in a folder beside it, and tells the address of the browser only. */
function downloadedShells(): string[] {
  const beside = chromium
    .executablePath()
    .replace(/([\\/])chromium-(\d+)[\\/].*$/, '$1chromium_headless_shell-$2')
  if (!existsSync(join(beside, 'INSTALLATION_COMPLETE'))) return []
  return readdirSync(beside, { recursive: true, encoding: 'utf8' })
    .filter(path => /(^|[\\/])(chrome-headless-shell|headless_shell)(\.exe)?$/.test(path))
    .map(path => join(beside, path))
}

function firstOf(candidates: (string | undefined)[]): string | undefined {
  return candidates.find(path => path !== undefined && existsSync(path) && runs(path))
}

/** A downloaded browser may lack the system's libraries; asking for its version loads them. */
function runs(path: string): boolean {
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** What the stories' browser is told: no sandbox for root, and nothing on the network but the stories. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How a browser for that is started. */
export const launching = (need: Need) => ({ executablePath: findBrowser(need), args: browserArguments })

/** Whether there is a browser; where there is none, one is installed: through Playwright, else from Debian's packages. */
export function provideBrowser(log: (line: string) => void): boolean {
  const isThere = () => findBrowser('push') !== undefined
  if (isThere()) return true
  log('No Chromium, Chrome or Edge here: installing one through Playwright')
  const quietly = { stdio: 'ignore', timeout: 240_000 } as const
  // brings the shell as well
  spawnSync(
    process.execPath,
    [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
    {
      ...quietly,
      env: childEnvironment({ PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }),
    },
  )
  if (isThere()) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  log("That did not work: installing Debian's chromium")
  const settings = {
    ...quietly,
    timeout: 600_000,
    env: childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
  }
  spawnSync('apt-get', ['update'], settings)
  // an older Debian has no package of the shell: by itself, so that the rest is installed there too
  for (const packages of [['chromium', 'fonts-noto-cjk'], ['chromium-headless-shell']])
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], settings)
  return isThere()
}
