import { deviceOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import type { OwnDevice } from '@/lib/push/queries'
import { useFormatter, useTranslations } from '@/lib/translations'
import { vapidKeys } from '@/lib/vapid'
import { Card } from '../ui/card'
import { type DeviceLine, PushDevices, type PushWords } from './push-devices'

const shortTime = {
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** 这台设备的推送: the switch for the browser at hand, and the person's devices. */
export function PushCard({ actor, devices }: { actor: Pick<Actor, 'now'>; devices: OwnDevice[] }) {
  const t = useTranslations('push')
  const account = useTranslations('account')
  const format = useFormatter()
  const lines = devices.map((one): DeviceLine => {
    const { browser, system } = deviceOf(one.userAgent)
    const device = account('settings.device', {
      browser: account(`browsers.${browser}`),
      system: account(`systems.${system}`),
    })
    return {
      id: one.id,
      mark: one.mark,
      isOfSession: one.isOfSession,
      device,
      since: t('since', { when: format.dateTime(one.createdAt, shortTime) }),
      lastSent: one.lastSentAt
        ? t('lastSent', { when: format.relativeTime(one.lastSentAt, actor.now) })
        : t('neverSent'),
      remove: t('removeLabel', { device }),
    }
  })
  const words: PushWords = {
    checking: t('checking'),
    states: {
      on: t('states.on'),
      off: t('states.off'),
      denied: t('states.denied'),
      install: t('states.install'),
      unsupported: t('states.unsupported'),
      insecure: t('states.insecure'),
    },
    help: { denied: t('help.denied'), install: t('help.install'), unsupported: t('help.unsupported') },
    turnOn: t('turnOn'),
    turnedOn: t('turnedOn'),
    failed: t('failed'),
    none: t('none'),
    thisOne: t('thisOne'),
    remove: t('remove'),
  }
  return (
    <Card title={t('title')} flush footer={t('reachable')}>
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('detail')}</p>
      <PushDevices words={words} senderKey={vapidKeys().publicKey} devices={lines} />
    </Card>
  )
}
