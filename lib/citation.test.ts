import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { citationIn } from './citation'
import { translator } from './translators'

it.each([
  ['《劳动合同法》第十九条', 'Labour Contract Law, art. 19'],
  ['《劳动合同法》第十条', 'Labour Contract Law, art. 10'],
  ['《社会保险法》第六十条', 'Social Insurance Law, art. 60'],
  ['《劳动合同法》第一百零二条', 'Labour Contract Law, art. 102'],
  ['《劳动合同法》第四十条、第四十一条', 'Labour Contract Law, art. 40 and 41'],
  [
    '《劳动合同法实施条例》第八条、《劳动合同法》第五十条',
    'Implementing Regulations of the Labour Contract Law, art. 8; Labour Contract Law, art. 50',
  ],
  [
    '《劳动法》第十五条、《禁止使用童工规定》第二条',
    'Labour Law, art. 15; Provisions on the Prohibition of Using Child Labour, art. 2',
  ],
  ['GB/T 35273—2020 第 8.7 条', 'GB/T 35273—2020, 8.7'],
  ['《无名法》第三条', '《无名法》第三条'],
  ['见《劳动合同法》第十九条', '见《劳动合同法》第十九条'],
  ['王沐阳', '王沐阳'],
])('%s is %s in English and stays what it is in Chinese', (chinese, english) => {
  expect(citationIn('en', chinese)).toBe(english)
  expect(citationIn('zh-CN', chinese)).toBe(chinese)
})

it('has English for every law that the installation quotes', () => {
  const folder = resolve(import.meta.dirname, '../db/migrations')
  const inserted = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .flatMap(name => readFileSync(resolve(folder, name), 'utf8').split('\n'))
    .flatMap(line => line.match(/'([^']*(?:《|〔|第 )[^']*)'/)?.[1] ?? [])
  expect(inserted.length).toBeGreaterThan(30)
  expect(inserted.filter(text => /\p{Script=Han}/u.test(citationIn('en', text)))).toEqual([])
})

it('is how sentences name a law', () => {
  const told = { date: '2026-01-02', source: '《劳动合同法》第十条' }
  expect(translator('en', 'contracts.law')('waiting', told)).toContain('(Labour Contract Law, art. 10)')
  expect(translator('zh-CN', 'contracts.law')('waiting', told)).toContain('（《劳动合同法》第十条）')
})
