import { ActionButton } from '@/components/ui/action-button'
import { Card } from '@/components/ui/card'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { minuteIn, zone } from '@/lib/clock'
import { dropDeliveries, retryDeliveries } from '@/lib/deliveries/actions'
import type { ChannelState, DeadLetter } from '@/lib/deliveries/queries'
import { useTranslations } from '@/lib/translations'

/** What was given up, and why. An account's name and a code is all there is to see: what the message said is its reader's affair. */
export function DeadLetters({ states, letters }: { states: ChannelState[]; letters: DeadLetter[] }) {
  const t = useTranslations('channels.health')
  return (
    <Card title={t('letters')} footer={letters.length > 0 ? t('lettersDetail') : undefined} flush>
      {letters.length === 0 ? (
        <EmptyState title={t('none')} detail={t('lettersDetail')} />
      ) : (
        <>
          {states.some(state => state.dead > 1) && <ByChannel states={states} />}
          <Table caption={t('letters')} stickyHead={false}>
            <thead>
              <tr>
                <Th>{t('account')}</Th>
                <Th>{t('channel')}</Th>
                <Th>{t('reason')}</Th>
                <Th numeric>{t('attempts')}</Th>
                <Th>{t('when')}</Th>
                <Th />
              </tr>
            </thead>
            <tbody>
              {letters.map(letter => (
                <Letter key={letter.id} letter={letter} />
              ))}
            </tbody>
          </Table>
        </>
      )}
    </Card>
  )
}

/** All of a channel at once: when its server was away, there are many. */
function ByChannel({ states }: { states: ChannelState[] }) {
  const t = useTranslations('channels')
  return (
    <ul>
      {states
        .filter(state => state.dead > 1)
        .map(({ channel, dead }) => (
          <li
            key={channel}
            className="flex flex-wrap items-center gap-2 border-line border-b px-(--pad) py-2"
          >
            <span className="grow font-medium">
              {t(`names.${channel}`)} · {dead}
            </span>
            <ActionButton action={retryDeliveries} fields={{ channel }} size="small">
              {t('health.retryAll')}
            </ActionButton>
            <ConfirmForm
              action={dropDeliveries}
              fields={{ channel }}
              trigger={t('health.dropAll')}
              size="small"
              variant="danger"
              title={t('health.dropAllTitle', { channel: t(`names.${channel}`), n: dead })}
              detail={t('health.dropAllDetail')}
              submit={t('health.dropAll')}
            />
          </li>
        ))}
    </ul>
  )
}

function Letter({ letter }: { letter: DeadLetter }) {
  const t = useTranslations('channels')
  const account = letter.account ?? t('health.group')
  const names = { account, channel: t(`names.${letter.channel}`) }
  const fields = { deliveryId: letter.id }
  return (
    <tr>
      <Td>{account}</Td>
      <Td label={t('health.channel')}>{names.channel}</Td>
      <Td label={t('health.reason')}>
        <code className="text-sm">{letter.reason}</code>
      </Td>
      <Td label={t('health.attempts')} numeric>
        {letter.attempts}
      </Td>
      <Td label={t('health.when')} className="num whitespace-nowrap">
        {minuteIn(zone, letter.settledAt)}
      </Td>
      <Td>
        <span className="flex justify-end gap-2">
          <ActionButton action={retryDeliveries} fields={fields} size="small">
            <span aria-hidden>{t('health.retry')}</span>
            <span className="sr-only">{t('health.retryLabel', names)}</span>
          </ActionButton>
          <ActionButton action={dropDeliveries} fields={fields} size="small" variant="danger">
            <span aria-hidden>{t('health.drop')}</span>
            <span className="sr-only">{t('health.dropLabel', names)}</span>
          </ActionButton>
        </span>
      </Td>
    </tr>
  )
}
