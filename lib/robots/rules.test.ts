import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answerOf,
  mayKeepRobots,
  requestOf,
  stateOf,
  type Telling,
  tokenOf,
  type Vendor,
  vendorOrigins,
  vendors,
} from './rules'

const token = '693a91f6-7ae9-4bc4-97a0-0ec2sifa5aaa'
const addresses: Record<Vendor, string> = {
  wecom: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}`,
  dingtalk: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
  feishu: `https://open.feishu.cn/open-apis/bot/v2/hook/${token}`,
}

describe('the address of a robot', () => {
  it.each(vendors)('of %s gives its token', vendor => {
    expect(tokenOf(vendor, addresses[vendor], [vendorOrigins[vendor]])).toBe(token)
  })

  it.each([
    ['wecom', addresses.dingtalk],
    ['feishu', 'http://open.feishu.cn/open-apis/bot/v2/hook/12345678'],
    ['wecom', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=12345678'],
    ['wecom', 'https://evil.example@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=12345678'],
    ['wecom', 'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=12345678'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send'],
    ['dingtalk', 'https://169.254.169.254/robot/send?access_token=12345678'],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/../../../contact/v3/users'],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/abc%2Fdefghij'],
    ['feishu', 'robot'],
  ] as const)('of %s is not %s', (vendor, address) => {
    expect(tokenOf(vendor, address, [vendorOrigins[vendor]])).toBeUndefined()
  })

  it('may be at the operator’s own origin', () => {
    const own = 'https://wecom.hefeng.internal'
    const address = `${own}/cgi-bin/webhook/send?key=${token}`
    expect(tokenOf('wecom', address, [vendorOrigins.wecom, own])).toBe(token)
    expect(tokenOf('wecom', address, [vendorOrigins.wecom, undefined])).toBeUndefined()
  })

  it('leads nowhere but to its vendor, whatever the token', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.constantFrom(...vendors),
        (address, vendor) => {
          const found = tokenOf(vendor, address, [vendorOrigins[vendor]])
          if (!found) return
          const { url } = requestOf(
            vendor,
            vendorOrigins[vendor],
            { token: found, secret: '' },
            telling,
            now,
            sign,
          )
          expect(url.origin).toBe(vendorOrigins[vendor])
        },
      ),
    )
  })
})

const now = new Date('2026-11-23T04:00:00.123Z')
const sign = (key: string, text: string) => `${key}|${text}`
const telling: Telling = {
  title: '驻店通',
  open: '打开查看',
  lines: [{ text: '新公告：TZ-2026-0001', url: 'https://hr.example.com/open/notices/TZ-2026-0001' }],
}
const saying = (vendor: Vendor, secret = 'SEC', said: Telling = telling) => {
  const { url, body } = requestOf(vendor, vendorOrigins[vendor], { token, secret }, said, now, sign)
  return { url, body: JSON.parse(body) }
}

describe('what a robot is sent', () => {
  it('is signed in the address for DingTalk, with the secret as key', () => {
    const { url } = saying('dingtalk')
    expect(url.searchParams.get('timestamp')).toBe('1795406400123')
    expect(url.searchParams.get('sign')).toBe('SEC|1795406400123\nSEC')
  })

  it('is signed in the body for Feishu, with the secret in the key and nothing signed', () => {
    const { url, body } = saying('feishu')
    expect(url.search).toBe('')
    expect(body).toMatchObject({ timestamp: '1795406400', sign: '1795406400\nSEC|' })
  })

  it('is unsigned for WeCom, and where there is no secret', () => {
    expect([...saying('wecom').url.searchParams.keys()]).toEqual(['key'])
    expect([...saying('dingtalk', '').url.searchParams.keys()]).toEqual(['access_token'])
    expect(saying('feishu', '').body.sign).toBeUndefined()
  })

  it('calls nobody, links nowhere of its own and breaks no Markdown', () => {
    const lines = [{ text: '<@all> [点我](https://evil.example) **!** `x`', url: 'https://hr.example.com/' }]
    for (const vendor of ['wecom', 'dingtalk'] as const) {
      const { body } = saying(vendor, 'SEC', { ...telling, lines })
      const text: string = body.markdown.content ?? body.markdown.text
      expect(text).toContain('＜@all＞ ［点我］（https://evil.example）')
      expect(text.match(/\]\(/g)).toHaveLength(1)
    }
  })

  it('fits what WeCom takes, however much there is to tell', () => {
    const lines = Array.from({ length: 200 }, () => telling.lines[0] ?? { text: '', url: '' })
    const { body } = saying('wecom', '', { ...telling, lines })
    expect(Buffer.byteLength(body.markdown.content)).toBeLessThanOrEqual(4096)
    expect(body.markdown.content).toMatch(/…$/)
  })
})

describe('what a vendor answers', () => {
  it.each([
    ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', 'sent', ''],
    [
      'feishu',
      200,
      '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
      'sent',
      '',
    ],
    // the trap of all three: 200, and refused
    ['wecom', 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'broken', 'wecom 93000'],
    ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'later', 'wecom 45009'],
    [
      'wecom',
      200,
      '{"errcode":40058,"errmsg":"markdown.content exceed max length"}',
      'refused',
      'wecom 40058',
    ],
    ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'broken', 'dingtalk 310000'],
    ['dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast"}', 'later', 'dingtalk 130101'],
    ['dingtalk', 200, '{"errcode":-1,"errmsg":"系统繁忙"}', 'later', 'dingtalk -1'],
    ['feishu', 200, '{"code":19021,"msg":"sign match fail"}', 'broken', 'feishu 19021'],
    ['feishu', 400, '{"code":9499,"msg":"too many request"}', 'later', 'feishu 9499'],
    ['feishu', 429, 'slow down', 'later', 'http 429'],
    ['wecom', 502, '<html>', 'later', 'http 502'],
    ['wecom', 200, 'welcome to this hotel’s network', 'later', 'http 200'],
    ['dingtalk', 200, '{"errcode":"0"}', 'later', 'http 200'],
  ] as const)('%s, %i %s, means %s', (vendor, status, body, outcome, reason) => {
    expect(answerOf(vendor, status, body)).toMatchObject({ outcome, reason })
  })

  it('says how long to leave DingTalk alone', () => {
    expect(answerOf('dingtalk', 200, '{"errcode":410100,"errmsg":"too fast"}').waitSeconds).toBe(600)
  })
})

it('robots are kept by HR, admins and managers', () => {
  const roles = ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin', 'manager', 'employee'] as const
  expect(roles.filter(role => mayKeepRobots({ role }))).toEqual(['hr', 'admin', 'manager'])
})

it.each([
  [{ isOn: true, brokenAt: null }, 'on'],
  [{ isOn: false, brokenAt: null }, 'off'],
  [{ isOn: true, brokenAt: now }, 'broken'],
  [{ isOn: false, brokenAt: now }, 'broken'],
])('%j is %s', (robot, state) => {
  expect(stateOf(robot)).toBe(state)
})
