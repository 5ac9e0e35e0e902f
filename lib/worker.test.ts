import { afterEach, expect, it, vi } from 'vitest'
import { log } from './log'
import { quiet } from './worker'

afterEach(() => vi.restoreAllMocks())

it('says of background work only what went wrong, and nothing that people typed', () => {
  const error = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  const info = vi.spyOn(log, 'info').mockImplementation(() => undefined)
  const scoped = quiet.scope({ taskIdentifier: 'plan_deliveries', jobId: '7' })
  scoped.info('Completed task 7 (plan_deliveries, 12.3ms, attempt 1 of 25) with success')
  const thrown = Object.assign(new Error('Failed query: … params: 13912345678'), {
    severity: 'ERROR',
    code: '23505',
  })
  scoped.error(`Failed task 7 with error '${thrown.message}'`, { error: thrown })
  expect(info).not.toHaveBeenCalled()
  expect(error).toHaveBeenCalledOnce()
  expect(error.mock.calls[0]).toEqual([
    expect.objectContaining({ task: 'plan_deliveries', job: '7', code: '23505' }),
    'background work failed',
  ])
  expect(JSON.stringify(error.mock.calls)).not.toContain('13912345678')
})
