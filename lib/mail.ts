import 'server-only'
import { createTransport, type Transporter } from 'nodemailer'
import { env } from '@/env'

export type Mail = {
  to: string
  /** Without angle brackets; the same when the same mail is sent again. */
  messageId: string
  subject: string
  text: string
  html: string
  /** Where one click unsubscribes (RFC 8058). */
  unsubscribeUrl?: string
}

/** A refusal of this address or of this content, as the server's reply code; anything else is worth another try. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  constructor(readonly responseCode: number) {
    super(`smtp ${responseCode}`)
  }
}

/** Hands a mail to the mail server. Throws MailRefused, or whatever kept it from being handed over. */
export async function sendMail(mail: Mail): Promise<void> {
  const settings = env.mail
  if (!settings) throw new Error('There is no mail server')
  try {
    await transporter(settings.url).sendMail({
      from: settings.from,
      // as an object: an address is never parsed as a list of addresses
      to: { name: '', address: mail.to },
      messageId: `<${mail.messageId}>`,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(mail.unsubscribeUrl && {
          'List-Unsubscribe': { prepared: true, value: `<${mail.unsubscribeUrl}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

let kept: { url: string; transporter: Transporter } | undefined

/** A few connections, kept for the next mails; a server that does not answer is given up after seconds. */
function transporter(url: string): Transporter {
  if (kept?.url === url) return kept.transporter
  closeMail()
  const times = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  kept = { url, transporter: createTransport({ url, pool: true, maxConnections: 4, ...times }) }
  return kept.transporter
}

export function closeMail(): void {
  kept?.transporter.close()
  kept = undefined
}

/** What the server said for good about the recipient or the content. What it said about us (sign-in, sender) may be set right. */
function refusalOf(error: unknown): MailRefused | undefined {
  if (!(error instanceof Error)) return undefined
  const { responseCode, command } = error as { responseCode?: unknown; command?: unknown }
  const isAboutMail = command === 'RCPT TO' || command === 'DATA'
  return isAboutMail && typeof responseCode === 'number' && responseCode >= 500
    ? new MailRefused(responseCode)
    : undefined
}
