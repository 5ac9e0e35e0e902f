import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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

/** A browser of the Chromium family that can run here; undefined if there is none. */
export function findBrowser(): string | undefined {
  const onPath = (childEnvironment({}).PATH ?? '').split(delimiter).filter(Boolean)
  const places = [...new Set([...onPath, ...folders])].flatMap(folder =>
    names.map(name => join(folder, name)),
  )
  const candidates = [env.browser, chromium.executablePath(), ...places, ...applications, ...programs]
  return candidates.find(path => path !== undefined && existsSync(path) && runs(path))
}

/** A downloaded browser may lack the system's libraries; asking for its version loads them. */
function runs(path: string): boolean {
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** What the stories' browser is told: no sandbox for root, and nothing on the network but the stories. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Finds a browser or installs one: through Playwright, else Debian's packages. Answers undefined if neither works. */
export function provideBrowser(log: (line: string) => void): string | undefined {
  const found = findBrowser()
  if (found) return found
  log('No Chromium, Chrome or Edge here: installing one through Playwright')
  const quietly = { stdio: 'ignore', timeout: 240_000 } as const
  spawnSync(
    process.execPath,
    [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
    {
      ...quietly,
      env: childEnvironment({ PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }),
    },
  )
  const downloaded = findBrowser()
  if (downloaded || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return downloaded
  log("That did not work: installing Debian's chromium")
  const settings = {
    ...quietly,
    timeout: 600_000,
    env: childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
  }
  spawnSync('apt-get', ['update'], settings)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], settings)
  return findBrowser()
}
