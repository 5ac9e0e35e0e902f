import type { ReactNode } from 'react'
import { StoreShell } from '@/components/shell/store-shell'
import { Avatar, Person } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Meter } from '@/components/ui/meter'
import { pack } from '@/components/ui/packed'
import { Stat } from '@/components/ui/stat'
import { useTranslations } from '@/lib/translations'
import { seatsUrl, storeNav, storeSeat, useCommon } from '../samples'

const present = ['li', 'chen', 'yang', 'gu', 'he', 'zhao'] as const

export default function StoreSample() {
  const t = useTranslations('ui.gallery')
  const common = useCommon(t('people.zhao'))
  return (
    <StoreShell
      data={pack({
        person: { name: t('people.zhao'), role: t('roles.manager') },
        seat: storeSeat(t),
        seatsUrl,
        nav: storeNav(t),
        ...common,
      })}
      theme={{ value: 'system' }}
      clock={t('clock')}
      actions={
        <Button variant="primary" icon={<Icon name="speakerphone" />}>
          {t('actions.publish')}
        </Button>
      }
    >
      <h1 className="sr-only">{t('nav.today')}</h1>
      <div className="grid gap-(--gap)">
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
          <Stat tone="hq" label={t('stats.due')} value="12" href="#due" />
          <Stat tone="ok" label={t('stats.present')} value="9" href="#present" />
          <Stat tone="warn" label={t('stats.lateShort')} value="1" href="#late" />
          <Stat tone="bad" label={t('stats.absent')} value="1" href="#absent" />
          <Stat tone="info" label={t('stats.leave')} value="1" href="#leave" />
        </div>
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_29rem]">
          <Card title={t('storeToday')} flush>
            <ul>
              <Attention
                name={t('people.wang')}
                badge={
                  <Badge tone="warn" icon="clock">
                    {t('lateBy')}
                  </Badge>
                }
                detail={t('lateAt')}
              >
                <Button>{t('actions.forgive')}</Button>
                <Button icon={<Icon name="message" />}>{t('actions.message')}</Button>
              </Attention>
              <Attention
                name={t('people.chen')}
                badge={
                  <Badge tone="bad" icon="user-x">
                    {t('noPunch')}
                  </Badge>
                }
                detail={t('noPunchDetail')}
              >
                <Button icon={<Icon name="phone" />}>{t('actions.phone')}</Button>
                <Button variant="primary">{t('actions.confirm')}</Button>
              </Attention>
            </ul>
          </Card>
          <div className="grid gap-(--gap)">
            <Card title={t('onDuty')}>
              <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
                {present.map(name => (
                  <li key={name} className="flex min-h-12 items-center rounded-sm bg-surface-2 px-2">
                    <Person name={t(`people.${name}`)} owner="both" />
                  </li>
                ))}
              </ul>
            </Card>
            <Card title={t('makeUp')}>
              <div className="grid gap-4">
                <Meter owner="store" label={t('product')} value={6} max={10} detail={t('productDetail')} />
                <Meter owner="store" label={t('safety')} value={10} max={10} detail={t('safetyDetail')} />
              </div>
            </Card>
          </div>
        </div>
      </div>
    </StoreShell>
  )
}

function Attention({
  name,
  badge,
  detail,
  children,
}: {
  name: string
  badge: ReactNode
  detail: string
  children: ReactNode
}) {
  const t = useTranslations('ui.gallery')
  return (
    <li className="flex flex-wrap items-center gap-3 border-line border-b px-(--pad) py-3 last:border-0">
      <Avatar name={name} owner="both" />
      <div className="min-w-0 grow">
        <p>
          <span className="font-semibold">{name}</span>{' '}
          <span className="text-ink-2 text-base">{t('early')}</span>
        </p>
        <p className="flex flex-wrap items-center gap-2 text-ink-2 text-sm">
          {badge} {detail}
        </p>
      </div>
      <div className="flex gap-3">{children}</div>
    </li>
  )
}
