import { expect, it } from 'vitest'
import { Reading } from './reading'

function counted() {
  const ends: string[] = []
  let opened = 0
  const reading = new Reading<[number]>(async work => {
    const number = ++opened
    await work(number).then(
      () => ends.push(`${number} closed`),
      error => {
        ends.push(`${number} broken`)
        throw error
      },
    )
  })
  return { reading, ends }
}

const later = () => new Promise(resolve => setTimeout(resolve, 5))

it('reads what is asked side by side in one transaction, at once', async () => {
  const { reading, ends } = counted()
  const order: string[] = []
  const read = (name: string) =>
    reading.read(async number => {
      order.push(`${name} begins`)
      await later()
      order.push(`${name} ends`)
      return `${name} in ${number}`
    })
  expect(await Promise.all([read('layout'), read('page')])).toEqual(['layout in 1', 'page in 1'])
  expect(order).toEqual(['layout begins', 'page begins', 'layout ends', 'page ends'])
  await later()
  expect(ends).toEqual(['1 closed'])
})

it('opens another one for what is asked after it closed', async () => {
  const { reading, ends } = counted()
  await reading.read(async () => undefined)
  await later()
  expect(await reading.read(async number => number)).toBe(2)
  await later()
  expect(ends).toEqual(['1 closed', '2 closed'])
})

it('tells only the one whose read failed, and reads again for those that failed with it', async () => {
  const { reading, ends } = counted()
  const failing = reading.read(async () => {
    throw new Error('no such column')
  })
  const withIt = reading.read(async number => {
    await later()
    if (number === 1) throw new Error('current transaction is aborted')
    return number
  })
  const beforeIt = reading.read(async number => number)
  await expect(failing).rejects.toThrow('no such column')
  expect(await withIt).toBe(2)
  expect(await beforeIt).toBe(1)
  await later()
  expect(ends).toEqual(['1 broken', '2 closed'])
})

it('does not leave while anything still reads', async () => {
  const { reading, ends } = counted()
  let ended: string[] = []
  const failing = reading.read(async () => {
    throw new Error('first')
  })
  const slow = reading.read(async () => {
    await later()
    ended = [...ends]
  })
  await expect(failing).rejects.toThrow('first')
  await slow
  expect(ended).toEqual([])
  expect(ends).toEqual(['1 broken'])
})

it('reads in a new transaction what is asked after a failure', async () => {
  const { reading } = counted()
  const failing = reading.read(async () => {
    throw new Error('first')
  })
  const slow = reading.read(later)
  await new Promise(setImmediate)
  const late = reading.read(async number => number)
  await expect(failing).rejects.toThrow('first')
  await slow
  expect(await late).toBe(2)
})

it('refuses everybody when the door does not open', async () => {
  const reading = new Reading<[]>(async () => {
    throw new Error('closed')
  })
  const asked = [reading.read(async () => 1), reading.read(async () => 2)]
  for (const one of asked) await expect(one).rejects.toThrow('closed')
})
