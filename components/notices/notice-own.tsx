import type { Actor } from '@/lib/actor'
import type { Notice, OwnReceipt, Version } from '@/lib/notices/queries'
import { differencesOf, dueOn, standingOf } from '@/lib/notices/rules'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { dueOf } from './lines'
import { StandingFace } from './notice-face'
import { NoticeDiff } from './notice-text'
import { SignForm } from './sign-form'

type Own = { notice: Notice; receipt: OwnReceipt | undefined }

export async function OwnStanding({ notice, receipt }: Own) {
  const t = await getTranslations('notices.standings')
  const standing = standingOf(notice, receipt ?? null)
  return <StandingFace standing={standing}>{t(standing)}</StandingFace>
}

/** What the notice asks of its reader, or why it asks nothing any more. */
export async function OwnBanner({ actor, notice, receipt }: Own & { actor: Actor }) {
  const t = await getTranslations('notices.reader')
  const when = await getWhen(actor.now)
  if (notice.state === 'withdrawn')
    return <Banner>{t('over.withdrawn', { reason: notice.withdrawnReason || '—' })}</Banner>
  if (receipt?.signedAt) return null
  if (notice.state === 'expired') return <Banner>{t('over.expired')}</Banner>
  if (receipt?.releasedAt) return <Banner>{t('released')}</Banner>
  const due = receipt?.dueOn ?? dueOn(actor.now, notice.dueDays)
  if (!notice.isMustRead || !due) return null
  const { level, text } = await dueOf(due, actor)
  return (
    <Banner tone={level === 'overdue' ? 'bad' : 'warn'} title={level === 'later' ? undefined : text}>
      {t('mustRead', { date: when.day(due) })}
    </Banner>
  )
}

export async function Files({ notice, base }: { notice: Notice; base: string }) {
  const t = await getTranslations('notices')
  return (
    <section aria-label={t('files')}>
      <ul className="flex flex-wrap gap-2">
        {notice.files.map(file => (
          <li key={file.id}>
            <a
              href={`${base}/notices/${notice.number}/attachments/${file.id}`}
              className="inline-flex min-h-(--ctl-h) items-center gap-1.5 rounded-sm border border-line px-2.5 hover:bg-surface-2"
            >
              <Icon name="paperclip" />
              <span className="max-w-64 truncate">{file.name}</span>
              <span className="num text-ink-3 text-xs">
                {t('fileSize', { kb: String(Math.max(1, Math.round(file.size / 1024))) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the version in force changed, in its author's words and paragraph by paragraph. */
export async function Changes({ versions, isOpen }: { versions: Version[]; isOpen: boolean }) {
  const t = await getTranslations('notices')
  const [now, before] = versions
  if (!now || !before) return null
  return (
    <Card flush>
      <details open={isOpen} className="group">
        <summary className="flex min-h-12 cursor-pointer items-center gap-2 px-(--pad) font-semibold">
          <Icon name="chevron-right" className="text-ink-3 group-open:rotate-90" />
          {t('reader.changed', { n: now.version })}
        </summary>
        <div className="grid gap-3 border-line border-t p-(--pad)">
          <p>{now.changeNote}</p>
          <p className="text-ink-2 text-sm">
            {t(now.asksAgain ? 'reader.changedAgain' : 'reader.changedNote')}
          </p>
          {now.title !== before.title && <NoticeDiff lines={differencesOf(before.title, now.title)} />}
          <NoticeDiff lines={differencesOf(before.body, now.body)} />
        </div>
      </details>
    </Card>
  )
}

export async function Signing({ actor, notice, receipt }: Own & { actor: Actor }) {
  const t = await getTranslations('notices.reader')
  const when = await getWhen(actor.now)
  if (receipt?.signedAt)
    return (
      <Banner tone="ok">
        {t('signed', {
          time: when.stamp(receipt.signedAt),
          n: receipt.signedVersion ?? notice.version,
        })}
      </Banner>
    )
  if (standingOf(notice, receipt ?? null) !== 'toSign') return null
  return (
    <Card title={t(notice.question ? 'question' : 'signTitle')}>
      <div className="grid gap-2">
        <SignForm
          key={notice.version}
          number={notice.number}
          version={notice.version}
          question={notice.question}
          choices={notice.choices}
          texts={{ sign: t('sign'), signedNow: t('signedNow'), wrong: t('wrong'), again: t('again') }}
        />
        {receipt && receipt.attempts > 0 && (
          <p className="num text-ink-3 text-sm">{t('attempts', { n: receipt.attempts })}</p>
        )}
      </div>
    </Card>
  )
}
