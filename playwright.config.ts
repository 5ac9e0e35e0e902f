import { defineConfig } from '@playwright/test'
import { env } from './env'
import { launching } from './scripts/browser'

const address = `http://127.0.0.1:${env.storyPort}`

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/stories',
  // one company: a story may count on those before it in its own file only, for files are told side by side and in any order; whom it
  // changes, and whose inbox, language or settings it counts on, it has to itself (`someone` in e2e/company.ts)
  fullyParallel: false,
  workers: 2,
  // Who may see what is asked first: answers are compared with one another, and stories change them; what pages weigh and how they look
  // to others is seen meanwhile, which changes nothing. Words that would run if they could come last and alone: they are put wherever
  // people's words are, and nobody would find anything any more.
  projects: [
    { name: 'first', testMatch: /(authorization|budget|looks)\.spec\.ts/ },
    {
      name: 'stories',
      testIgnore: [/(authorization|budget|looks|words)\.spec\.ts/],
      dependencies: ['first'],
      // a browser sometimes hangs while it closes; whatever passes the second time only is named, and counted in the end
      retries: 1,
    },
    { name: 'words', testMatch: /words\.spec\.ts/, dependencies: ['stories'] },
  ],
  forbidOnly: env.ci,
  // a story takes a few seconds; a machine that does much else may take ten times as long
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/stories.json' }]],
  use: {
    baseURL: address,
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1180, height: 820 },
    // a trace of every story would cost a third of their time
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: launching('pages'),
  },
  webServer: {
    // neither through npm nor with a shell between: the signal to stop must reach it; on a leash: it ends also when this process is killed
    command: `${process.platform === 'win32' ? '' : 'exec '}"${process.execPath}" --import ./scripts/leash.mjs scripts/run.mjs stories`,
    url: `${address}/api/health`,
    timeout: 420_000,
    reuseExistingServer: !env.ci,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
