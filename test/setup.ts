import { afterEach, beforeEach, expect, inject, type MockInstance, vi } from 'vitest'
import { env, setDatabase } from '../env'
import { databaseUrl } from './names'

const cluster = inject('testCluster')
setDatabase(databaseUrl(cluster, `pool${env.testPool}`), cluster.secret)

let complaints: MockInstance<typeof console.error>

beforeEach(() => {
  complaints = vi.spyOn(console, 'error')
})

// a test that expects a complaint mocks console.error itself
afterEach(() => {
  const said = complaints.mock.calls.map(call => call.map(String).join(' '))
  complaints.mockRestore()
  expect(said, 'console.error was called').toEqual([])
})
