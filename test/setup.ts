import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'

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
