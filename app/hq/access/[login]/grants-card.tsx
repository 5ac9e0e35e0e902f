import { RecordDialog } from '@/components/organisation/record-dialog'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { endGrant, grantRole } from '@/lib/access/actions'
import type { AccessAccount, Grant } from '@/lib/access/queries'
import { endRefusal, type GrantState, grantableRoles, grantState, hasLeft } from '@/lib/access/rules'
import { titleOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { useTranslations } from '@/lib/translations'

const tones: Record<GrantState, Tone> = { current: 'ok', planned: 'hq', ended: 'mute', takenBack: 'mute' }

export function GrantsCard({
  actor,
  account,
  grants,
}: {
  actor: Actor
  account: AccessAccount
  grants: Grant[]
}) {
  const t = useTranslations('organisation.access')
  const grantable = account.id === actor.userId || hasLeft(account, actor.today) ? [] : grantableRoles(actor)
  return (
    <Card
      title={t('grants')}
      flush
      footer={t('rules')}
      actions={grantable.length > 0 && <GrantDialog userId={account.id} roles={grantable} />}
    >
      {grants.length === 0 ? (
        <EmptyState
          icon={<Icon name="key" />}
          title={t('noGrants')}
          detail={grantable.length > 0 && t('noGrantsDetail')}
        />
      ) : (
        <ul className="divide-y divide-line">
          {grants.map(grant => (
            <GrantLine key={grant.id} grant={grant} actor={actor} userId={account.id} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function GrantDialog({ userId, roles }: { userId: string; roles: ReturnType<typeof grantableRoles> }) {
  const t = useTranslations('organisation')
  const names = useTranslations('account.roles')
  return (
    <RecordDialog
      trigger={t('access.grant')}
      size="small"
      detail={t('access.grantDetail')}
      action={grantRole}
      hidden={{ userId }}
      success={t('access.granted')}
      fields={[
        {
          kind: 'select',
          name: 'role',
          label: t('fields.role'),
          required: true,
          options: roles.map(value => ({ value, label: names(value) })),
        },
        {
          kind: 'pick',
          name: 'unitId',
          label: t('fields.unit'),
          required: true,
          url: '/hq/search/units',
          placeholder: t('hints.unitSearch'),
        },
        { kind: 'date', name: 'startsOn', label: t('fields.startsOn'), hint: t('hints.openedOn') },
        { kind: 'date', name: 'endsOn', label: t('fields.endsOn'), hint: t('hints.endsOn') },
      ]}
    />
  )
}

function GrantLine({ grant, actor, userId }: { grant: Grant; actor: Actor; userId: string }) {
  const t = useTranslations('organisation')
  const names = useTranslations('account.roles')
  const state = grantState(grant, actor.today)
  const mayEnd =
    (state === 'current' || state === 'planned') && !endRefusal(actor, { userId, role: grant.role })
  const by = [
    grant.grantedByName && t('access.grantedBy', { name: grant.grantedByName }),
    grant.endedByName &&
      t(state === 'takenBack' ? 'access.takenBackBy' : 'access.endedBy', { name: grant.endedByName }),
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-(--pad) py-2">
      <span className="grid gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{names(titleOf(grant.role, grant.unitKind))}</span>
          <a className="text-hq-ink hover:underline" href={`/hq/organisation/${grant.unitCode}`}>
            {grant.unitName}
          </a>
          <Badge tone={tones[state]}>{t(`access.grantState.${state}`)}</Badge>
        </span>
        <span className="num text-ink-2 text-sm">
          {grant.endsOn === null || state === 'takenBack'
            ? t('unit.version', { from: grant.startsOn })
            : grant.endsOn === grant.startsOn
              ? t('access.heldOn', { date: grant.startsOn })
              : t('access.heldUntil', { from: grant.startsOn, date: grant.endsOn })}
          {by.length > 0 && ` · ${by.join(' · ')}`}
        </span>
      </span>
      {mayEnd && state === 'planned' && (
        <RecordDialog
          trigger={t('access.takeBack')}
          wayOut={t('access.takeBackNot')}
          size="small"
          variant="danger"
          detail={t('access.takeBackDetail', { date: grant.startsOn })}
          action={endGrant}
          hidden={{ grantId: grant.id }}
          success={t('access.isTakenBack')}
        />
      )}
      {mayEnd && state === 'current' && (
        <RecordDialog
          trigger={t('access.end')}
          size="small"
          variant="danger"
          detail={t('access.endDetail')}
          action={endGrant}
          hidden={{ grantId: grant.id }}
          success={t('access.ended')}
          fields={[
            {
              kind: 'date',
              name: 'endsOn',
              label: t('fields.endsOn'),
              hint: t('hints.openedOn'),
              wide: true,
            },
          ]}
        />
      )}
    </li>
  )
}
