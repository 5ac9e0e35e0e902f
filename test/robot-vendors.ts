import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Heard = { vendor: 'wecom' | 'dingtalk' | 'feishu'; text: string; at: number }
type Body = Record<string, unknown>

export type Vendors = {
  origin: string
  /** What an administrator copies from each vendor's group settings. */
  addresses: Record<Heard['vendor'], string>
  secret: string
  heard: Heard[]
  /** What the next requests are answered, whatever they say. */
  answer(...answers: { status?: number; body: Body | string }[]): void
  close(): Promise<void>
}

const token = '693a91f6-7ae9-4bc4-97a0-0ec2sifa5aaa'
const secret = 'SEC0123456789abcdefghij'
const hour = 3_600_000

/** The robots of three vendors as they are documented: they check address and signature, and answer 200 also when they refuse. */
export async function startVendors(port = 0): Promise<Vendors> {
  const heard: Heard[] = []
  const answers: { status?: number; body: Body | string }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const say = (body: Body | string, status = 200) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(typeof body === 'string' ? body : JSON.stringify(body))
      const next = answers.shift()
      if (next) return say(next.body, next.status)
      const url = new URL(request.url ?? '', 'http://here')
      const body = JSON.parse(Buffer.concat(parts).toString('utf8'))
      const { vendor, answer, text } = vendorAt(url, body)
      if (text) heard.push({ vendor, text, at: Date.now() })
      return say(answer)
    })
  })
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    secret,
    heard,
    addresses: {
      wecom: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}`,
      dingtalk: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
      feishu: `https://open.feishu.cn/open-apis/bot/v2/hook/${token}`,
    },
    answer: (...more) => answers.push(...more),
    close: () => new Promise(done => server.close(() => done())),
  }
}

function vendorAt(url: URL, body: Body): { vendor: Heard['vendor']; answer: Body; text?: string } {
  if (url.pathname === '/cgi-bin/webhook/send') return { vendor: 'wecom', ...wecom(url, body) }
  if (url.pathname === '/robot/send') return { vendor: 'dingtalk', ...dingtalk(url, body) }
  return { vendor: 'feishu', ...feishu(url, body) }
}

function wecom(url: URL, body: Body): { answer: Body; text?: string } {
  if (url.searchParams.get('key') !== token)
    return { answer: { errcode: 93000, errmsg: `invalid webhook url, hint: ${url.searchParams.get('key')}` } }
  const { content } = body.markdown as { content: string }
  if (Buffer.byteLength(content) > 4096)
    return { answer: { errcode: 45002, errmsg: 'content size out of limit' } }
  return { answer: { errcode: 0, errmsg: 'ok' }, text: content }
}

function dingtalk(url: URL, body: Body): { answer: Body; text?: string } {
  const { access_token, timestamp = '', sign } = Object.fromEntries(url.searchParams)
  if (access_token !== token) return { answer: { errcode: 300001, errmsg: 'token is not exist' } }
  const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
  if (sign !== right || Math.abs(Date.now() - Number(timestamp)) > hour)
    return { answer: { errcode: 310000, errmsg: 'sign not match' } }
  const { title, text } = body.markdown as { title: string; text: string }
  return title
    ? { answer: { errcode: 0, errmsg: 'ok' }, text }
    : { answer: { errcode: 40035, errmsg: 'no title' } }
}

function feishu(url: URL, body: Body): { answer: Body; text?: string } {
  if (url.pathname !== `/open-apis/bot/v2/hook/${token}`)
    return { answer: { code: 19001, msg: 'param invalid: incoming webhook access token invalid' } }
  const right = createHmac('sha256', `${body.timestamp}\n${secret}`).update('').digest('base64')
  if (body.sign !== right || Math.abs(Date.now() - Number(body.timestamp) * 1000) > hour)
    return {
      answer: { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' },
    }
  const { post } = body.content as {
    post: { zh_cn: { title: string; content: { tag: string; text: string; href?: string }[][] } }
  }
  const text = post.zh_cn.content
    .map(line => line.map(part => [part.text, part.href].filter(Boolean).join(' ')).join(''))
    .join('\n')
  return { answer: { code: 0, msg: 'success', data: {} }, text: `${post.zh_cn.title}\n${text}` }
}
