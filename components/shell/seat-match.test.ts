import { expect, it } from 'vitest'
import { isMeant } from './seat-match'

const nanxi = { label: '南京西路店', code: 'nanxi', sound: ['nan', 'jing', 'xi', 'lu', 'dian'] }

it.each(['南京', '西路', 'nanjing', 'NanJing', 'nan jing', "xi'lu", 'njxl', 'xld', 'nanx', 'ｎａｎ'])(
  '%s means 南京西路店',
  typed => {
    expect(isMeant(nanxi, typed)).toBe(true)
  },
)

it.each(['徐汇', 'anjing', 'tianyao', 'nl', '·', 'xi2'])('%s does not', typed => {
  expect(isMeant(nanxi, typed)).toBe(false)
})
