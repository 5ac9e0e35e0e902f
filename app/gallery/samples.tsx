import type { NavGroup, SeatFace, ShellData } from '@/components/shell/shell'
import { type ShellWords, shellWords } from '@/components/shell/words'
import { useTranslations } from '@/lib/translations'

type Words = ReturnType<typeof useTranslations<'ui.gallery'>>

export function hqNav(t: Words): NavGroup[] {
  return [
    {
      label: t('nav.today'),
      items: [
        {
          href: '/gallery/hq',
          label: t('nav.workbench'),
          icon: 'workbench',
          count: 12,
          exact: true,
        },
        { href: '/gallery/hq/inbox', label: t('nav.inbox'), icon: 'inbox', count: 7 },
        {
          href: '/gallery/hq/attendance',
          label: t('nav.attendance'),
          icon: 'attendance',
        },
      ],
    },
    {
      label: t('nav.peopleGroup'),
      items: [
        { href: '/gallery/hq/employees', label: t('nav.employees'), icon: 'people' },
        {
          href: '/gallery/hq/transfer',
          label: t('nav.transfers'),
          icon: 'transfers',
          count: 3,
        },
        {
          href: '/gallery/hq/contracts',
          label: t('nav.contracts'),
          icon: 'contracts',
        },
      ],
    },
    {
      label: t('nav.growth'),
      items: [
        { href: '/gallery/hq/performance', label: t('nav.performance'), icon: 'performance' },
        { href: '/gallery/hq/training', label: t('nav.training'), icon: 'training' },
        { href: '/gallery/hq/path', label: t('nav.path'), icon: 'path' },
      ],
    },
    {
      label: t('nav.insight'),
      items: [
        { href: '/gallery/hq/analytics', label: t('nav.analytics'), icon: 'analytics' },
        { href: '/gallery/hq/audit', label: t('nav.audit'), icon: 'audit' },
      ],
    },
  ]
}

export function storeNav(t: Words): NavGroup[] {
  return [
    {
      items: [
        { href: '/gallery/store', label: t('nav.today'), icon: 'home', exact: true },
        { href: '/gallery/store/team', label: t('nav.team'), icon: 'people' },
        { href: '/gallery/store/inbox', label: t('nav.inbox'), icon: 'inbox', count: 2 },
        { href: '/gallery/store/training', label: t('nav.training'), icon: 'training' },
      ],
    },
  ]
}

export function meNav(t: Words): NavGroup[] {
  return [
    {
      items: [
        { href: '/gallery/me', label: t('nav.home'), icon: 'home', exact: true },
        { href: '/gallery/me/requests', label: t('nav.requests'), icon: 'requests' },
        { href: '/gallery/me/notices', label: t('nav.notices'), icon: 'bell', count: 3 },
        { href: '/gallery/me/self', label: t('nav.mine'), icon: 'person' },
      ],
    },
  ]
}

export const seatsUrl = '/gallery/seats'

export const hqSeat = (t: Words): SeatFace => ({ href: '/gallery/hq', label: t('units.east'), owner: 'hq' })
export const storeSeat = (t: Words): SeatFace => ({
  href: '/gallery/store',
  label: t('units.tianyao'),
  owner: 'store',
})

export function useCommon(person: string): Pick<ShellData, 'bell' | 'menu' | 'searchUrl' | 'words'> {
  const t = useTranslations('ui.gallery')
  return {
    bell: { href: '#bell', count: 3 },
    searchUrl: '/gallery/search',
    menu: [
      { href: '#settings', label: t('nav.settings') },
      { href: '#sessions', label: t('nav.sessions') },
    ],
    words: useWords(person),
  }
}

export function useWords(person: string): ShellWords {
  return shellWords(useTranslations(), { unread: 3, person })
}
