import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/actor'
import { minuteIn, zone } from '@/lib/clock'
import { dayPart } from '@/lib/people/rules'
import { getTranslations } from '@/lib/translations'

/** Good morning and the day, on the first page of each portal. */
export async function Greeting({
  actor,
  detail,
  badge,
  actions,
}: {
  actor: Actor
  detail?: string
  badge?: ReactNode
  actions?: ReactNode
}) {
  const t = await getTranslations('people.greeting')
  const hour = Number(minuteIn(zone, actor.now).slice(11, 13))
  const day = new Intl.DateTimeFormat(await getLocale(), {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${actor.today}T00:00:00Z`))
  return (
    <PageHeader
      title={t(dayPart(hour), { name: actor.name })}
      badge={badge}
      detail={[day, detail].filter(Boolean).join(' · ')}
      actions={actions}
    />
  )
}
