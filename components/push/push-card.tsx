import { deviceOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import type { OwnDevice } from '@/lib/push/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { vapidKeys } from '@/lib/vapid'
import { getWhen } from '../requests/when'
import { Card } from '../ui/card'
import { type DeviceLine, PushDevices, type PushWords } from './push-devices'

/** 这台设备的推送: the switch for the browser at hand, and the person's devices. */
export async function PushCard({ actor, devices }: { actor: Pick<Actor, 'now'>; devices: OwnDevice[] }) {
  const t = await getTranslations('push')
  const account = await getTranslations('account')
  const format = await getFormatter()
  const when = await getWhen(actor.now)
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
      since: t('since', { when: when.stamp(one.createdAt) }),
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
