import { expect, it } from 'vitest'
import { isPicture } from './rules'

it.each(['image/png', 'image/jpeg', 'image/webp'])('%s is shown where it is attached', type => {
  expect(isPicture(type)).toBe(true)
})

it.each(['application/pdf', 'image/svg+xml', 'text/html', 'image/PNG', ''])('%j is not drawn', type => {
  expect(isPicture(type)).toBe(false)
})
