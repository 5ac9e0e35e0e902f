import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { ChannelState } from '@/lib/deliveries/queries'
import { isDeliveryLate } from '@/lib/deliveries/rules'
import { channels } from '@/lib/notifications/channels/all'
import { useFormatter, useTranslations } from '@/lib/translations'

/** How messages leave Outpost: each channel, whether it is set up, and what waits or was given up. */
export function Deliveries({ states, now }: { states: ChannelState[]; now: Date }) {
  const t = useTranslations('channels')
  const format = useFormatter()
  return (
    <Card title={t('health.title')} footer={t('health.detail')} flush>
      <Table caption={t('health.title')} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('health.channel')}</Th>
            <Th>{t('health.state')}</Th>
            <Th numeric>{t('health.due')}</Th>
            <Th numeric>{t('health.held')}</Th>
            <Th numeric>{t('health.retried')}</Th>
            <Th numeric>{t('health.dead')}</Th>
            <Th>{t('health.oldest')}</Th>
          </tr>
        </thead>
        <tbody>
          {channels.map(channel => {
            const state = states.find(one => one.channel === channel.name)
            const isOn = channel.isOn()
            const isLate = isDeliveryLate(state?.oldestDueAt, now)
            return (
              <tr key={channel.name}>
                <Td>{t(`names.${channel.name}`)}</Td>
                <Td label={t('health.state')}>
                  <Badge tone={isOn ? 'ok' : 'mute'} look={isOn ? 'soft' : 'outline'}>
                    {t(isOn ? 'health.on' : 'health.off')}
                  </Badge>
                </Td>
                <Td label={t('health.due')} numeric>
                  {state?.due ?? 0}
                </Td>
                <Td label={t('health.held')} numeric>
                  {state?.held ?? 0}
                </Td>
                <Td label={t('health.retried')} numeric>
                  {state?.retried ?? 0}
                </Td>
                <Td label={t('health.dead')} numeric>
                  <span className={state?.dead ? 'font-semibold text-bad-ink' : ''}>{state?.dead ?? 0}</span>
                </Td>
                <Td label={t('health.oldest')}>
                  {isLate && state?.oldestDueAt ? (
                    <Badge tone="warn">
                      {t('health.late', { since: format.relativeTime(state.oldestDueAt, now) })}
                    </Badge>
                  ) : state?.oldestDeadAt ? (
                    format.relativeTime(state.oldestDeadAt, now)
                  ) : (
                    '–'
                  )}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}
