import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { PageHeader } from '@/components/ui/page-header'
import { getServiceState } from '@/lib/account/queries'
import { hasPlace, isWorkerLate } from '@/lib/account/rules'
import { listChannelStates, listDeadLetters } from '@/lib/deliveries/queries'
import { query } from '@/lib/session'
import { getFormatter, getTranslations } from '@/lib/translations'
import { version } from '@/package.json'
import { DeadLetters } from './dead-letters'
import { Deliveries } from './deliveries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.health')
  return { title: t('title') }
}

export default async function HealthPage() {
  const found = await query(async (tx, actor) =>
    hasPlace(actor.role, 'health')
      ? {
          state: await getServiceState(tx),
          states: await listChannelStates(tx, actor.now),
          letters: await listDeadLetters(tx),
          now: actor.now,
        }
      : undefined,
  )
  if (!found) notFound()
  const { state, states, letters, now } = found
  const t = await getTranslations('account.health')
  const channels = await getTranslations('channels.health')
  const format = await getFormatter()
  const started = new Date(now.getTime() - process.uptime() * 1000)
  const dead = states.reduce((sum, one) => sum + one.dead, 0)
  const isLate = isWorkerLate(state.heartbeatSeconds)
  return (
    <>
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={<LinkButton href="/hq/health">{t('refresh')}</LinkButton>}
      />
      <div className="grid gap-3">
        {isLate && <Banner tone="warn">{t('lateDetail')}</Banner>}
        {state.failed > 0 && <Banner tone="bad">{t('failedDetail')}</Banner>}
        {dead > 0 && <Banner tone="warn">{channels('banner', { n: dead })}</Banner>}
        <div className="grid items-start gap-3 min-[68rem]:grid-cols-3">
          <Card title={t('server')}>
            <DescList
              columns={1}
              items={[
                { label: t('version'), value: version },
                { label: t('node'), value: `Node ${process.versions.node}` },
                { label: t('started'), value: format.relativeTime(started, now) },
              ]}
            />
          </Card>
          <Card title={t('database')}>
            <DescList
              columns={1}
              items={[
                { label: t('databaseVersion'), value: state.databaseVersion },
                {
                  label: t('size'),
                  value: format.number(state.databaseBytes / 1_048_576, megabytes),
                },
                { label: t('connections'), value: state.connections },
                {
                  label: t('migrations'),
                  value: state.migratedAt
                    ? t('migrationsValue', {
                        count: state.migrations,
                        when: format.relativeTime(state.migratedAt, now),
                      })
                    : state.migrations,
                },
              ]}
            />
          </Card>
          <Card
            title={t('worker')}
            actions={<Badge tone={isLate ? 'warn' : 'ok'}>{t(isLate ? 'late' : 'ok')}</Badge>}
          >
            <DescList
              columns={1}
              items={[
                {
                  label: t('heartbeat'),
                  value:
                    state.heartbeatSeconds === null
                      ? t('noHeartbeat')
                      : format.relativeTime(new Date(now.getTime() - state.heartbeatSeconds * 1000), now),
                },
                { label: t('waiting'), value: state.waiting },
                { label: t('overdue'), value: state.overdue },
                { label: t('failed'), value: state.failed },
              ]}
            />
          </Card>
        </div>
        <Deliveries states={states} now={now} />
        <DeadLetters states={states} letters={letters} />
      </div>
    </>
  )
}

const megabytes = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 } as const
