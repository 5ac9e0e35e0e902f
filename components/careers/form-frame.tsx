import type { ComponentProps, ReactNode } from 'react'
import type { Actor } from '@/lib/actor'
import type { Person } from '@/lib/plans/queries'
import { pathOfSeat } from '@/lib/seat'
import { useTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { whole } from '../ui/whole'

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
  const own = { label: `${person.name} ${person.number}`, href: pageOf(actor, person) }
  return (
    <>
      <Breadcrumb
        items={[{ label: home, href: base }, ...(actor.portal === 'me' ? [] : [list, own]), { label: title }]}
      />
      <PageHeader title={title} {...(detail && { detail: <span className="num">{whole(detail)}</span> })} />
      <Card className="max-w-3xl">
        <div className="grid gap-4">{children}</div>
      </Card>
    </>
  )
}

/** The page without its form, where there is nothing to fill in: why, and the way to the request that is under way, or to the person. */
export function NoForm({
  why,
  open,
  ...frame
}: Omit<ComponentProps<typeof FormFrame>, 'children'> & { why: string; open?: string | undefined }) {
  const t = useTranslations('people.person')
  const { actor, person } = frame
  return (
    <FormFrame {...frame}>
      <EmptyState
        title={why}
        action={
          <LinkButton href={open ? `${pathOfSeat(actor)}/requests/${open}` : pageOf(actor, person)}>
            {open ?? t('open', { name: person.name })}
          </LinkButton>
        }
      />
    </FormFrame>
  )
}

const pageOf = (actor: Actor, { number }: Person): string =>
  actor.portal === 'store' ? `${pathOfSeat(actor)}/team/${number}` : `/hq/people/${number}`
