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

it('reads what is asked side by side in one transaction, in turn', async () => {
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
  expect(order).toEqual(['layout begins', 'layout ends', 'page begins', 'page ends'])
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

it('tells only the one whose read failed, and reads for the others in a new transaction', async () => {
  const { reading, ends } = counted()
  const failing = reading.read(async () => {
    throw new Error('no such column')
  })
  const other = reading.read(async number => number)
  await expect(failing).rejects.toThrow('no such column')
  expect(await other).toBe(2)
  await later()
  expect(ends).toEqual(['1 broken', '2 closed'])
})

it('refuses everybody when the door does not open', async () => {
  const reading = new Reading<[]>(async () => {
    throw new Error('closed')
  })
  const asked = [reading.read(async () => 1), reading.read(async () => 2)]
  for (const one of asked) await expect(one).rejects.toThrow('closed')
})
