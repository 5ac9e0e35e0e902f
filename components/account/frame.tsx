import type { ShellData, ShellProps } from '@/components/shell/shell'
import { keyWords, shellWords } from '@/components/shell/words'
import { changeSettings } from '@/lib/account/actions'
import type { Frame } from '@/lib/account/queries'
import { titleOf, verbSounds, verbsOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { kindsOf } from '@/lib/finding/rules'
import { followLook } from '@/lib/i18n'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { seatFace } from './seat-face'
import { SignOutButton } from './sign-out-button'

/** What the shells of all portals show alike. */
export async function commonFrame(
  actor: Actor,
  frame: Frame,
): Promise<Pick<ShellProps, 'signOut' | 'theme'> & { data: Omit<ShellData, 'nav'> }> {
  await followLook(actor)
  const t = await getTranslations('account')
  const base = pathOfSeat(actor)
  const { unitKind } = frame.seat ?? {}
  const data: Omit<ShellData, 'nav'> = {
    person: {
      name: actor.name,
      role: t(`roles.${titleOf(actor.role, unitKind)}`),
    },
    seat: seatFace({ role: actor.role, unitCode: actor.unitCode, unitName: actor.unitName, unitKind }, t),
    ...(frame.isMobile && { seatsUrl: `/api/seats?seat=${base}` }),
    bell: { href: `${base}/notifications`, count: frame.unread },
    searchUrl: `${base}/search`,
    ...(kindsOf(actor).length > 0 && { findUrl: `${base}/find` }),
    entries: verbsOf(actor.role).map(({ verb, path }) => ({
      kind: 'actions',
      label: t(`verbs.${verb}`),
      href: `${base}${path}`,
      match: verbSounds[verb],
      ...(verb === 'findByDocument' && { takesDocuments: true }),
    })),
    menu: [
      ...(actor.portal === 'store' ? [{ href: `${base}/robots`, label: t('nav.robots') }] : []),
      { href: `${base}/settings`, label: t('nav.settings') },
    ],
    words: shellWords(await getTranslations(), { unread: frame.unread, person: actor.name }),
    ...(actor.portal !== 'me' && { keys: keyWords(await getTranslations('shell.keys')) }),
  }
  return {
    data,
    signOut: <SignOutButton label={t('signOut')} />,
    theme: { value: actor.theme, save: changeSettings },
  }
}
