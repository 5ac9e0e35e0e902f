import type { Metadata } from 'next'
import { env } from '@/env'
import { dropAddress } from '@/lib/notifications/actions'
import type { getChannels, OwnAddress } from '@/lib/notifications/queries'
import { type Choices, groups } from '@/lib/notifications/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations, useTranslations } from '@/lib/translations'
import { PushCard } from '../push/push-card'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { ConfirmForm } from '../ui/confirm-form'
import { PageHeader } from '../ui/page-header'
import { AddressForm } from './address-form'
import { ChoicesForm } from './choices-form'

export async function channelsMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels'))('title') }
}

/** 通知方式: what besides the list in Outpost tells a person, and when. */
export function ChannelsPage({
  channels: { actor, choices, address, devices, zone, contactEmail },
}: {
  channels: Awaited<ReturnType<typeof getChannels>>
}) {
  const t = useTranslations('channels')
  const settings = useTranslations('account.settings')
  return (
    <>
      <Breadcrumb
        items={[{ label: settings('title'), href: `${pathOfSeat(actor)}/settings` }, { label: t('title') }]}
      />
      <PageHeader title={t('title')} detail={t('detail')} />
      <div className="grid items-start gap-4 min-[68rem]:grid-cols-[3fr_2fr]">
        <Card title={t('choose.title')}>
          <ChosenChannels choices={choices} zone={zone} />
        </Card>
        <div className="grid min-w-0 gap-4">
          <Card title={t('address.title')}>
            <MailAddress known={address} contactEmail={contactEmail} />
          </Card>
          <PushCard actor={actor} devices={devices} />
        </div>
      </div>
    </>
  )
}

function MailAddress({ known, contactEmail }: { known: OwnAddress | undefined; contactEmail: string }) {
  const t = useTranslations('channels.address')
  const words = { label: t('label'), hint: t('hint'), ask: t('ask'), asked: t('asked') }
  return (
    <div className="grid gap-4">
      {!env.mail && <Banner tone="warn">{t('off')}</Banner>}
      {known?.address ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-all font-medium">{known.address}</span>
          <Badge tone="ok">{t('confirmed')}</Badge>
          <span className="ms-auto">
            <ConfirmForm
              action={dropAddress}
              trigger={t('drop')}
              title={t('dropTitle')}
              detail={t('dropDetail', { address: known.address })}
              submit={t('drop')}
              variant="danger"
            />
          </span>
        </div>
      ) : (
        env.mail && !known?.pendingAddress && <p className="text-ink-2">{t('none')}</p>
      )}
      {known?.pendingAddress && <Pending known={known} address={known.pendingAddress} />}
      {env.mail && (
        <AddressForm
          words={words}
          defaultValue={known?.address || known?.pendingAddress ? '' : contactEmail}
        />
      )}
    </div>
  )
}

/** How the mail that asks went. */
function Pending({ known: { askFault, askSentAt }, address }: { known: OwnAddress; address: string }) {
  const t = useTranslations('channels.address')
  if (askFault === 'off') return <Banner tone="warn">{t('faults.off')}</Banner>
  if (askFault) return <Banner tone="bad">{t('faults.refused', { address, reason: askFault })}</Banner>
  return <Banner tone="info">{t(askSentAt ? 'pendingDetail' : 'pendingSoon', { address })}</Banner>
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const rhythms = ['at_once', 'daily', 'weekly'] as const

function ChosenChannels({ choices, zone }: { choices: Choices; zone: string }) {
  const t = useTranslations('channels')
  const rows = groups.map(group => ({
    group,
    label: t(`groups.${group}`),
    detail: t(`groupDetails.${group}`),
    ticks: {
      email: t('tick', { group: t(`groups.${group}`), channel: t('columns.email') }),
      push: t('tick', { group: t(`groups.${group}`), channel: t('columns.push') }),
    },
  }))
  const words = {
    group: t('columns.group'),
    email: t('columns.email'),
    push: t('columns.push'),
    when: t('choose.whenTitle'),
    quiet: t('choose.quiet'),
    quietHint: t('choose.quietHint'),
    from: t('choose.from'),
    to: t('choose.to'),
    zone: t('choose.zone', { zone }),
    rhythm: t('choose.rhythm'),
    rhythmHint: t('choose.rhythmHint'),
    hour: t('choose.hour'),
    weekday: t('choose.weekday'),
    save: t('choose.save'),
    saved: t('choose.saved'),
  }
  return (
    <ChoicesForm
      words={words}
      rows={rows}
      choices={choices}
      rhythms={rhythms.map(value => ({ value, label: t(`choose.rhythms.${value}`) }))}
      hours={Array.from({ length: 24 }, (_, hour) => ({
        value: String(hour),
        label: t('choose.hourOf', { hour: String(hour).padStart(2, '0') }),
      }))}
      weekdays={weekdays.map(value => ({ value, label: t(`choose.weekdays.${value}`) }))}
    />
  )
}
