import type { Seat, ShellData, ShellProps } from '@/components/shell/shell'
import { shellWords } from '@/components/shell/words'
import { changeSettings } from '@/lib/account/actions'
import type { Frame, FrameSeat } from '@/lib/account/queries'
import { hqHome, portalOf, verbSounds, verbsOf } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { kindsOf } from '@/lib/finding/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { SignOutButton } from './sign-out-button'

/** What the shells of all portals show alike. */
export async function commonFrame(
  actor: Actor,
  frame: Frame,
): Promise<Pick<ShellProps, 'signOut' | 'theme'> & { data: Omit<ShellData, 'nav'> }> {
  const t = await getTranslations('account')
  const base = pathOfSeat(actor)
  const seat = frame.seats.find(one => one.current)
  const data: Omit<ShellData, 'nav'> = {
    person: { name: actor.name, role: seat ? roleWord(seat, t) : t(`roles.${actor.role}`) },
    seats: frame.seats.map(one => seatLink(one, t)),
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
  }
  return {
    data,
    signOut: <SignOutButton label={t('signOut')} />,
    theme: { value: actor.theme, save: changeSettings },
  }
}

type Texts = Awaited<ReturnType<typeof getTranslations<'account'>>>

const roleWord = (seat: FrameSeat, t: Texts): string =>
  seat.role === 'manager' && seat.grantKind === 'region' ? t('seats.regionManager') : t(`roles.${seat.role}`)

/** Another store or grant goes through /api/seat, which keeps the kind of page and remembers the grant. */
function seatLink(seat: FrameSeat, t: Texts): Seat {
  const owner = portalOf(seat.role)
  const current = seat.current
  switch (owner) {
    case 'hq':
      return {
        owner,
        current,
        href: current ? hqHome(seat.role) : `/api/seat?grant=${seat.grantId}&next=${hqHome(seat.role)}`,
        label: seat.unitKind === 'headquarters' ? t('portals.hq') : t('seats.hq', { unit: seat.unitName }),
        detail: t(`roles.${seat.role}`),
      }
    case 'store':
      return {
        owner,
        current,
        href: current ? `/store/${seat.unitCode}` : `/api/seat?unit=${seat.unitCode}`,
        label: seat.unitName,
        detail: roleWord(seat, t),
      }
    case 'me':
      return { owner, current, href: '/me', label: t('seats.self') }
  }
}
