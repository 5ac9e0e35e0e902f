import {
  IconArrowsLeftRight,
  IconBell,
  IconCalendarCheck,
  IconChartBar,
  IconFileCertificate,
  IconGauge,
  IconHome,
  IconInbox,
  IconLayoutDashboard,
  IconRoute,
  IconSchool,
  IconScript,
  IconSend,
  IconSun,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import type { useTranslations } from 'next-intl'
import type { NavGroup, Seat, ShellProps } from '@/components/shell/shell'

type Words = ReturnType<typeof useTranslations<'ui.gallery'>>

export function hqNav(t: Words): NavGroup[] {
  return [
    {
      label: t('nav.today'),
      items: [
        {
          href: '/gallery/hq',
          label: t('nav.workbench'),
          icon: <IconLayoutDashboard aria-hidden />,
          count: 12,
          exact: true,
        },
        { href: '/gallery/hq/inbox', label: t('nav.inbox'), icon: <IconInbox aria-hidden />, count: 7 },
        {
          href: '/gallery/hq/attendance',
          label: t('nav.attendance'),
          icon: <IconCalendarCheck aria-hidden />,
        },
      ],
    },
    {
      label: t('nav.peopleGroup'),
      items: [
        { href: '/gallery/hq/employees', label: t('nav.employees'), icon: <IconUsers aria-hidden /> },
        {
          href: '/gallery/hq/transfer',
          label: t('nav.transfers'),
          icon: <IconArrowsLeftRight aria-hidden />,
          count: 3,
        },
        {
          href: '/gallery/hq/contracts',
          label: t('nav.contracts'),
          icon: <IconFileCertificate aria-hidden />,
        },
      ],
    },
    {
      label: t('nav.growth'),
      items: [
        { href: '/gallery/hq/performance', label: t('nav.performance'), icon: <IconGauge aria-hidden /> },
        { href: '/gallery/hq/training', label: t('nav.training'), icon: <IconSchool aria-hidden /> },
        { href: '/gallery/hq/path', label: t('nav.path'), icon: <IconRoute aria-hidden /> },
      ],
    },
    {
      label: t('nav.insight'),
      items: [
        { href: '/gallery/hq/analytics', label: t('nav.analytics'), icon: <IconChartBar aria-hidden /> },
        { href: '/gallery/hq/audit', label: t('nav.audit'), icon: <IconScript aria-hidden /> },
      ],
    },
  ]
}

export function storeNav(t: Words): NavGroup[] {
  return [
    {
      items: [
        { href: '/gallery/store', label: t('nav.today'), icon: <IconSun aria-hidden />, exact: true },
        { href: '/gallery/store/team', label: t('nav.team'), icon: <IconUsers aria-hidden /> },
        { href: '/gallery/store/inbox', label: t('nav.inbox'), icon: <IconInbox aria-hidden />, count: 2 },
        { href: '/gallery/store/training', label: t('nav.training'), icon: <IconSchool aria-hidden /> },
      ],
    },
  ]
}

export function meNav(t: Words): NavGroup[] {
  return [
    {
      items: [
        { href: '/gallery/me', label: t('nav.home'), icon: <IconHome aria-hidden />, exact: true },
        { href: '/gallery/me/requests', label: t('nav.requests'), icon: <IconSend aria-hidden /> },
        { href: '/gallery/me/notices', label: t('nav.notices'), icon: <IconBell aria-hidden />, count: 3 },
        { href: '/gallery/me/self', label: t('nav.mine'), icon: <IconUser aria-hidden /> },
      ],
    },
  ]
}

export function hqSeats(t: Words): Seat[] {
  return [
    { href: '/gallery/hq', label: t('units.east'), detail: t('roles.hr'), owner: 'hq', current: true },
    { href: '/gallery/store', label: t('units.tianyao'), detail: t('roles.manager'), owner: 'store' },
    { href: '/gallery/me', label: t('people.zhou'), detail: t('roles.employee'), owner: 'me' },
  ]
}

export function storeSeats(t: Words): Seat[] {
  return [
    {
      href: '/gallery/store',
      label: t('units.tianyao'),
      detail: t('roles.manager'),
      owner: 'store',
      current: true,
    },
    { href: '/gallery/store#nanxi', label: t('units.nanxi'), detail: t('roles.manager'), owner: 'store' },
    { href: '/gallery/me', label: t('people.zhao'), detail: t('roles.employee'), owner: 'me' },
  ]
}

export function common(t: Words): Pick<ShellProps, 'bell' | 'menu' | 'searchUrl' | 'theme'> {
  return {
    bell: { href: '#bell', count: 3 },
    searchUrl: '/gallery/search',
    theme: { value: 'system' },
    menu: [
      { href: '#settings', label: t('nav.settings') },
      { href: '#sessions', label: t('nav.sessions') },
    ],
  }
}
