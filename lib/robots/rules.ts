import type { Actor } from '../actor'
import type { NotificationKind } from '../notify'

export const vendors = ['wecom', 'dingtalk', 'feishu'] as const
export type Vendor = (typeof vendors)[number]

/** What a unit's group may be told about. */
export const topics = ['tickets', 'notices', 'overdue', 'arrivals'] as const
export type Topic = (typeof topics)[number]

const topicOfKind: Partial<Record<NotificationKind, Topic>> = {
  ticketAssigned: 'tickets',
  ticketOverdue: 'overdue',
  taskOverdue: 'overdue',
  noticePublished: 'notices',
  noticeMustRead: 'notices',
  arrivalsTomorrow: 'arrivals',
}

/** Which of a robot's topics a notification to somebody belongs to, or none: most are nobody else's business. */
export const topicOf = (kind: NotificationKind): Topic | undefined => topicOfKind[kind]

/** Robots that one unit may have. */
export const mostRobots = 5

/** Headquarters keeps the robots of every unit; a manager those of the store. */
export const mayKeepRobots = (actor: Pick<Actor, 'role'>): boolean =>
  ['hr', 'admin', 'manager'].includes(actor.role)

export type RobotState = 'broken' | 'off' | 'on'

export function stateOf(robot: { isOn: boolean; brokenAt: Date | null }): RobotState {
  if (robot.brokenAt) return 'broken'
  return robot.isOn ? 'on' : 'off'
}

/** Seconds between two messages of one robot: 20 a minute at WeCom and DingTalk, 100 a minute and 5 a second at Feishu. */
export const pauseSeconds: Record<Vendor, number> = { wecom: 3.2, dingtalk: 3.2, feishu: 1 }

/** Where each vendor's robots are, on the public internet. */
export const vendorOrigins: Record<Vendor, string> = {
  wecom: 'https://qyapi.weixin.qq.com',
  dingtalk: 'https://oapi.dingtalk.com',
  feishu: 'https://open.feishu.cn',
}

export type RobotSecret = { token: string; secret: string }

/**
 * The token in the address that a vendor shows for a robot; undefined when it is no such address. Only the token is kept: host and path
 * are always the vendor's own, so an address cannot lead anywhere else.
 * @param origins the vendor's origin and, in a private installation, the operator's
 */
export function tokenOf(
  vendor: Vendor,
  address: string,
  origins: (string | undefined)[],
): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (!origins.includes(url.origin) || url.username || url.password) return undefined
  const token = tokenIn[vendor](url) ?? ''
  return /^[\w-]{8,200}$/.test(token) ? token : undefined
}

const feishuPath = '/open-apis/bot/v2/hook/'
const tokenIn: Record<Vendor, (url: URL) => string | null | undefined> = {
  wecom: url => (url.pathname === '/cgi-bin/webhook/send' ? url.searchParams.get('key') : undefined),
  dingtalk: url => (url.pathname === '/robot/send' ? url.searchParams.get('access_token') : undefined),
  feishu: url =>
    url.pathname.startsWith(feishuPath)
      ? url.pathname.slice(feishuPath.length).replace(/\/$/, '')
      : undefined,
}

/** WeCom's robots are known by their address alone; the others may sign. */
export const signs = (vendor: Vendor): boolean => vendor !== 'wecom'

/** What a group is told: a title, and lines that each lead to a page. */
export type Telling = { title: string; lines: { text: string; url: string }[]; open: string }

/** The request by which a vendor's robot says something. `sign` is HMAC-SHA256 in base64. */
export function requestOf(
  vendor: Vendor,
  origin: string,
  { token, secret }: RobotSecret,
  telling: Telling,
  now: Date,
  sign: (key: string, text: string) => string,
): { url: URL; body: string } {
  switch (vendor) {
    case 'wecom': {
      const url = new URL('/cgi-bin/webhook/send', origin)
      url.searchParams.set('key', token)
      return {
        url,
        body: JSON.stringify({ msgtype: 'markdown', markdown: { content: markdownOf(telling) } }),
      }
    }
    case 'dingtalk': {
      const url = new URL('/robot/send', origin)
      url.searchParams.set('access_token', token)
      if (secret) {
        const timestamp = `${now.getTime()}`
        url.searchParams.set('timestamp', timestamp)
        url.searchParams.set('sign', sign(secret, `${timestamp}\n${secret}`))
      }
      const markdown = { title: plain(telling.title), text: markdownOf(telling) }
      return { url, body: JSON.stringify({ msgtype: 'markdown', markdown }) }
    }
    case 'feishu': {
      const timestamp = `${Math.floor(now.getTime() / 1000)}`
      // Unlike DingTalk, the text is the key and nothing is signed with it.
      const signature = secret && { timestamp, sign: sign(`${timestamp}\n${secret}`, '') }
      const content = telling.lines.map(line => [
        { tag: 'text', text: `${line.text} ` },
        { tag: 'a', text: telling.open, href: line.url },
      ])
      const post = { zh_cn: { title: telling.title, content } }
      return {
        url: new URL(`${feishuPath}${token}`, origin),
        body: JSON.stringify({ ...signature, msg_type: 'post', content: { post } }),
      }
    }
  }
}

/** WeCom takes 4096 bytes of Markdown; a Chinese character is three. */
const longestMarkdown = 1300

function markdownOf({ title, lines, open }: Telling): string {
  const written = lines.map(line => `${plain(line.text)} [${plain(open)}](${line.url})`)
  let text = `**${plain(title)}**`
  for (const line of written) {
    if (text.length + line.length > longestMarkdown) return `${text}\n\n…`
    text += `\n\n${line}`
  }
  return text
}

/** What Markdown would take for a sign stands there as itself; `<@all>` calls nobody. */
const plain = (text: string): string => text.replace(/[<>[\]()*_`#~|\\]/g, sign => fullWidth[sign] ?? sign)

const fullWidth: Record<string, string> = Object.fromEntries(
  [...'<>[]()*_`#~|\\'].map(sign => [sign, String.fromCharCode(sign.charCodeAt(0) + 0xfee0)]),
)

export type RobotAnswer = {
  outcome: 'sent' | 'later' | 'refused' | 'broken'
  /** Short, for the record: `wecom 93000`. */
  reason: string
  /** What the vendor said, for whoever keeps the robot. */
  said: string
  waitSeconds?: number
}

/** Too much at once: DingTalk then takes nothing for ten minutes, the others for the rest of the minute. */
const limits: Record<Vendor, { codes: number[]; waitSeconds: number }> = {
  wecom: { codes: [45009, 45033], waitSeconds: 60 },
  dingtalk: { codes: [130101, 410100, 90030], waitSeconds: 600 },
  feishu: { codes: [11232, 9499, 230020], waitSeconds: 60 },
}

/** The robot was removed or switched off, its address or signature is wrong, or it wants something that we do not send. */
const breaks: Record<Vendor, number[]> = {
  wecom: [93000, 93004, 93017, 40001, 40014],
  dingtalk: [310000, 300001, 300005, 400013, 400101, 400102, 400106, 43004],
  feishu: [19001, 19021, 19022, 19024, 10003],
}

/** The message is at fault, and would be again. */
const refusals: Record<Vendor, number[]> = {
  wecom: [40008, 40058, 44004, 45002],
  dingtalk: [40035, 400105, 430101, 430102, 430103, 430104, 460101],
  feishu: [9400, 11246, 19002, 230025],
}

/** What a vendor's answer means. They answer 200 also when they refuse: the code in the body counts. */
export function answerOf(vendor: Vendor, status: number, body: string): RobotAnswer {
  const { code, words } = readAnswer(body)
  const said = [code ?? status, words].filter(part => part !== '').join(' ')
  const reason = code === undefined ? `http ${status}` : `${vendor} ${code}`
  if (code === 0 && status >= 200 && status < 300) return { outcome: 'sent', reason: '', said }
  if (status === 429 || (code !== undefined && limits[vendor].codes.includes(code)))
    return { outcome: 'later', reason, said, waitSeconds: limits[vendor].waitSeconds }
  if (code !== undefined && breaks[vendor].includes(code)) return { outcome: 'broken', reason, said }
  if (code !== undefined && refusals[vendor].includes(code)) return { outcome: 'refused', reason, said }
  // -1 is busy everywhere; what nobody wrote down may pass too
  return { outcome: 'later', reason, said }
}

function readAnswer(body: string): { code: number | undefined; words: string } {
  try {
    const answer: unknown = JSON.parse(body)
    if (!answer || typeof answer !== 'object') return { code: undefined, words: '' }
    const { errcode, code, StatusCode, errmsg, msg } = answer as Record<string, unknown>
    const found = [errcode, code, StatusCode].find(one => typeof one === 'number')
    const words = [errmsg, msg].find(one => typeof one === 'string') ?? ''
    return { code: found as number | undefined, words: String(words).replace(/\s+/g, ' ').slice(0, 200) }
  } catch {
    return { code: undefined, words: '' }
  }
}
