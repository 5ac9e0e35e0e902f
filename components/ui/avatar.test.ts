import { expect, it } from 'vitest'
import { initialsOf } from './avatar'

it.each([
  ['李婉清', '清'],
  ['欧阳若溪', '溪'],
  ['Maya Lindqvist', 'ML'],
  ['maya', 'M'],
  ['𠮷野家', '家'],
  [' ', ''],
])('calls %s by %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
