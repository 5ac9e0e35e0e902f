import type { ReactNode } from 'react'
import type { Actor } from '@/lib/actor'
import type { Person } from '@/lib/plans/queries'
import { pathOfSeat } from '@/lib/seat'
import { useTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'

/** Around a form about one person: whose it is, and the way back to them. */
export function FormFrame({
  actor,
  person,
  title,
  detail,
  children,
}: {
  actor: Actor
  person: Person
  title: string
  detail?: string
  children: ReactNode
}) {
  const portals = useTranslations('account.portals')
  const people = useTranslations('people')
  const base = pathOfSeat(actor)
  const isStore = actor.portal === 'store'
  const home = isStore ? (actor.unitName ?? '') : portals(actor.portal)
  const list = isStore
    ? { label: people('team.title'), href: `${base}/team` }
    : { label: people('list.title'), href: '/hq/people' }
  const own = { label: `${person.name} ${person.number}`, href: `${list.href}/${person.number}` }
  return (
    <>
      <Breadcrumb
        items={[{ label: home, href: base }, ...(actor.portal === 'me' ? [] : [list, own]), { label: title }]}
      />
      <PageHeader title={title} {...(detail && { detail: <span className="num">{detail}</span> })} />
      <Card className="max-w-3xl">
        <div className="grid gap-4">{children}</div>
      </Card>
    </>
  )
}
