import { expect, it } from 'vitest'
import { textOf } from '@/test/paper'
import { type Paper, type Part, paperOf } from './paper'
import { faultOfPdf } from './pdf'

const made = (parts: Part[], over: Partial<Paper> = {}): Promise<Buffer> =>
  paperOf({
    title: '我的资料',
    lead: '王沐阳 · 2026-11-29',
    parts,
    footer: '驻店通',
    pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    author: '驻店通',
    language: 'zh-CN',
    createdAt: new Date('2026-11-29T00:00:00Z'),
    ...over,
  })

it('holds what was put on it, to be read and copied, in Chinese and Latin', async () => {
  const pdf = await made(
    [
      { kind: 'heading', text: '基本信息' },
      {
        kind: 'facts',
        rows: [
          ['姓名', '王沐阳'],
          ['证件号码', '310104199905062218'],
        ],
      },
      { kind: 'text', text: '现住上海市徐汇区天钥桥路 333 号。' },
      { kind: 'table', headings: ['门店', '从'], rows: [['徐汇天钥店', '2026-03-01']], widths: [2, 1] },
      { kind: 'signature', lines: ['上海某某公司', '二〇二六年十一月'] },
    ],
    { watermark: '仅供本人' },
  )
  expect(faultOfPdf(pdf)).toBeUndefined()
  const [page = '', ...others] = textOf(pdf)
  expect(others).toEqual([])
  for (const text of [
    '我的资料',
    '王沐阳 · 2026-11-29',
    '基本信息',
    '证件号码',
    '310104199905062218',
    '现住上海市徐汇区天钥桥路 333 号。',
    '徐汇天钥店',
    '二〇二六年十一月',
    '第 1 页，共 1 页',
    '仅供本人',
  ])
    expect(page).toContain(text)
})

it('goes on over pages, with headings on each, and loses no row', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => [`第${n}行`, '说明'.repeat(n % 40)])
  const pages = textOf(await made([{ kind: 'table', headings: ['序号', '内容'], rows }]))
  expect(pages.length).toBeGreaterThan(3)
  for (const [n, page] of pages.entries()) {
    expect(page).toContain('序号')
    expect(page).toContain(`第 ${n + 1} 页，共 ${pages.length} 页`)
  }
  const all = pages.join('')
  expect(rows.filter(([first = '']) => !all.includes(first))).toEqual([])
})

it('begins no line with a mark that ends a sentence', async () => {
  const text = '档案，合同、证书；派驻。'.repeat(60)
  const lines = textOf(await made([{ kind: 'text', text }])).flatMap(page => page.split('\n'))
  expect(lines.filter(line => line.startsWith('档')).length).toBeGreaterThan(0)
  expect(lines.filter(line => /^[，、；。]/.test(line))).toEqual([])
})

it('does not draw what steers, and is not stopped by what is longer than a page', async () => {
  const long = '很长的说明。'.repeat(3000)
  const pages = textOf(
    await made([
      { kind: 'facts', rows: [['说明', long]] },
      { kind: 'text', text: '末\u202E尾\u0007' },
    ]),
  )
  expect(pages.at(-1)).toContain('末尾')
  expect(pages.join('').match(/很/g)?.length).toBe(3000)
})
