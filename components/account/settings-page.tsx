import type { Metadata } from 'next'
import { ActionButton } from '@/components/ui/action-button'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { PageHeader } from '@/components/ui/page-header'
import { endOtherSessions, endSession, removeSubstitution } from '@/lib/account/actions'
import type { OwnSession, OwnSubstitution, Settings } from '@/lib/account/queries'
import { canSubstitute, deviceOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import { getFormatter, getTranslations, useTranslations } from '@/lib/translations'
import { translator } from '@/lib/translators'
import { getWhen } from '../requests/when'
import { Icon } from '../ui/icon'
import { LookForm } from './look-form'
import { PasswordForm } from './password-form'
import { SubstitutionForm } from './substitution-form'

export async function settingsMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.settings')
  return { title: t('title') }
}

export function SettingsPage({ settings: { actor, sessions, substitutions } }: { settings: Settings }) {
  const t = useTranslations('account.settings')
  const channels = useTranslations('channels')
  const identities = useTranslations('identities')
  return (
    <>
      <PageHeader title={t('title')} detail={t('detail')} />
      <div className="grid items-start gap-4 min-[68rem]:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <Card title={t('look')}>
            <Look actor={actor} />
          </Card>
          <Card
            title={channels('title')}
            actions={
              <LinkButton href={`${pathOfSeat(actor)}/settings/notifications`} size="small">
                {channels('open')}
              </LinkButton>
            }
          >
            <p className="text-ink-2">{channels('summary')}</p>
          </Card>
          {actor.portal === 'me' && (
            <Card
              title={identities('privacy.title')}
              actions={
                <LinkButton href="/me/privacy" size="small">
                  {identities('log.title')}
                </LinkButton>
              }
            >
              <p className="text-ink-2">{identities('privacy.detail')}</p>
            </Card>
          )}
          <Card title={t('sessions')} flush>
            <Sessions sessions={sessions} actor={actor} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title={t('password')}>
            <Password />
          </Card>
          {canSubstitute(actor.role) && (
            <Card title={t('substitution')}>
              <Substitution actor={actor} substitutions={substitutions} />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

function Look({ actor }: { actor: Actor }) {
  const t = useTranslations('account.settings')
  const words = {
    language: t('language'),
    theme: t('theme'),
    save: t('save'),
    saved: {
      'zh-CN': translator('zh-CN', 'account.settings')('saved'),
      en: translator('en', 'account.settings')('saved'),
    },
  }
  return (
    <LookForm
      words={words}
      locale={actor.locale}
      theme={actor.theme}
      locales={[
        { value: 'zh-CN', label: t('languages.zh-CN') },
        { value: 'en', label: t('languages.en') },
      ]}
      themes={[
        { value: 'system', label: t('themes.system') },
        { value: 'light', label: t('themes.light') },
        { value: 'dark', label: t('themes.dark') },
      ]}
    />
  )
}

function Password() {
  const t = useTranslations('account.password')
  const words = {
    present: t('present'),
    password: t('next'),
    repeated: t('repeated'),
    hint: t('hint'),
    submit: t('submit'),
    done: t('done'),
  }
  return <PasswordForm words={words} />
}

function Sessions({ sessions, actor }: { sessions: OwnSession[]; actor: Actor }) {
  const t = useTranslations('account.settings')
  return (
    <>
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('sessionsDetail')}</p>
      <ul>
        {sessions.map(session => (
          <SessionRow key={session.id} session={session} now={actor.now} />
        ))}
      </ul>
      <div className="px-(--pad) py-3">
        {sessions.length > 1 ? (
          <ConfirmForm
            action={endOtherSessions}
            trigger={t('endOthers')}
            variant="danger"
            title={t('endOthers')}
            detail={t('endOthersDetail')}
            submit={t('endOthers')}
          />
        ) : (
          <p className="text-ink-2 text-sm">{t('onlyThis')}</p>
        )}
      </div>
    </>
  )
}

async function SessionRow({ session, now }: { session: OwnSession; now: Date }) {
  const t = await getTranslations('account')
  const format = await getFormatter()
  const when = await getWhen(now)
  const { browser, system } = deviceOf(session.userAgent)
  const device = t('settings.device', { browser: t(`browsers.${browser}`), system: t(`systems.${system}`) })
  const isPhone = ['ios', 'android', 'harmony', 'ipados'].includes(system)
  const icon = isPhone ? 'device-mobile' : 'device-desktop'
  return (
    <li className="flex items-center gap-3 border-line border-b px-(--pad) py-2.5">
      <Icon name={icon} className="shrink-0 text-ink-3 text-lg" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.current && <Badge tone="hq">{t('settings.current')}</Badge>}
        </p>
        <p className="num text-ink-2 text-sm">
          {[
            session.address,
            t('settings.lastSeen', { when: format.relativeTime(session.lastSeenAt, now) }),
            t('settings.since', { when: when.stamp(session.createdAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {!session.current && (
        <ActionButton action={endSession} fields={{ sessionId: session.id }} variant="danger" size="small">
          <span aria-hidden>{t('settings.end')}</span>
          <span className="sr-only">{t('settings.endLabel', { device })}</span>
        </ActionButton>
      )}
    </li>
  )
}

function Substitution({ actor, substitutions }: { actor: Actor; substitutions: OwnSubstitution[] }) {
  const t = useTranslations('account.settings')
  const words = {
    substitute: t('substitute'),
    placeholder: t('substitutePlaceholder'),
    from: t('from'),
    to: t('to'),
    submit: t('set'),
  }
  return (
    <div className="grid gap-4">
      <p className="text-ink-2 text-sm">{t('substitutionDetail')}</p>
      {substitutions.length === 0 ? (
        <p>{t('noSubstitution')}</p>
      ) : (
        <ul className="grid gap-2">
          {substitutions.map(one => (
            <SubstitutionRow key={one.id} substitution={one} today={actor.today} />
          ))}
        </ul>
      )}
      <SubstitutionForm words={words} url={`${pathOfSeat(actor)}/colleagues`} today={actor.today} />
    </div>
  )
}

function SubstitutionRow({ substitution, today }: { substitution: OwnSubstitution; today: string }) {
  const t = useTranslations('account.settings')
  const name = substitution.name ?? t('unknownPerson')
  const isActive = substitution.startsOn <= today
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm border border-line px-3 py-2">
      <span className="font-medium">{name}</span>
      <span className="num text-ink-2">
        {t('period', { from: substitution.startsOn, to: substitution.endsOn })}
      </span>
      <Badge tone={isActive ? 'ok' : 'mute'} look={isActive ? 'soft' : 'outline'}>
        {t(isActive ? 'activeNow' : 'later')}
      </Badge>
      <span className="ms-auto">
        <ActionButton
          action={removeSubstitution}
          fields={{ substitutionId: substitution.id }}
          variant="danger"
          size="small"
        >
          <span aria-hidden>{t('remove')}</span>
          <span className="sr-only">{t('removeLabel', { name })}</span>
        </ActionButton>
      </span>
    </li>
  )
}
