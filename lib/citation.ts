/** Laws as they are quoted in English. */
const english: Record<string, string> = {
  劳动法: 'Labour Law',
  禁止使用童工规定: 'Provisions on the Prohibition of Using Child Labour',
  国务院关于职工工作时间的规定: 'State Council Provisions on Working Hours',
  劳动合同法: 'Labour Contract Law',
  劳动合同法实施条例: 'Implementing Regulations of the Labour Contract Law',
  劳务派遣暂行规定: 'Interim Provisions on Labour Dispatch',
  职工带薪年休假条例: 'Regulations on Paid Annual Leave',
  工资支付暂行规定: 'Interim Provisions on Payment of Wages',
  网络安全法: 'Cybersecurity Law',
  个人信息保护法: 'Personal Information Protection Law',
  社会保险法: 'Social Insurance Law',
  住房公积金管理条例: 'Regulations on the Housing Fund',
  食品安全法: 'Food Safety Law',
}
/** What is quoted and is no article of a law. */
const apart: Record<string, string> = {
  '内部预警线，低于《劳务派遣暂行规定》第四条的上限':
    'internal warning line, below the limit of the Interim Provisions on Labour Dispatch, art. 4',
  'GB/T 35273—2020 第 8.7 条': 'GB/T 35273—2020, 8.7',
  '建金〔2016〕74号': 'Jianjin [2016] No. 74',
}
const numerals = '[零一二三四五六七八九十百]+'
const cited = new RegExp(`《([^》]+)》((?:、?第${numerals}条)+)、?`, 'gu')

/**
 * Where something stands, in the language of the reader: `《劳动合同法》第十九条` as `Labour Contract Law, art. 19`. Texts that are not
 * only this, and laws without an English name, stay as they are.
 */
export function citationIn(locale: string, text: string): string {
  if (locale !== 'en') return text
  const known = apart[text]
  if (known || !text.startsWith('《') || text.replaceAll(cited, '') !== '') return known ?? text
  const laws = [...text.matchAll(cited)].map(([whole, law = '', articles = '']) => {
    const numbers = [...articles.matchAll(/第(.+?)条/gu)].map(([, one = '']) => numberOf(one))
    return english[law] ? `${english[law]}, art. ${numbers.join(' and ')}` : whole
  })
  return laws.join('; ')
}

const digits = '零一二三四五六七八九'

/** Chinese numerals below a thousand. */
function numberOf(text: string): number {
  const [, hundreds, rest = ''] = /^(?:(.)百)?零?(.*)$/u.exec(text) ?? []
  const [, tens, ones] = /^(?:(.?)十)?(.?)$/u.exec(rest) ?? []
  const digit = (one: string | undefined) => Math.max(0, digits.indexOf(one || '零'))
  return (
    (hundreds ? 100 * digit(hundreds) : 0) +
    (tens === undefined ? 0 : 10 * (tens ? digit(tens) : 1)) +
    digit(ones)
  )
}
