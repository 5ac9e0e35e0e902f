import type { IconName } from '../ui/icon'

/** The signs of places. Layouts name them: drawn once, by the shell, they need not travel twice with every page. */
export const navIcons = {
  access: 'key',
  analytics: 'chart-bar',
  attendance: 'calendar-check',
  audit: 'script',
  bell: 'bell',
  completeness: 'file-check',
  calendar: 'calendar-event',
  contracts: 'file-certificate',
  health: 'activity',
  home: 'home',
  inbox: 'inbox',
  notices: 'speakerphone',
  organisation: 'sitemap',
  partners: 'heart-handshake',
  path: 'route',
  people: 'users',
  performance: 'gauge',
  person: 'user',
  positions: 'briefcase',
  reports: 'clipboard-text',
  requests: 'file-description',
  robots: 'robot',
  settings: 'settings',
  stores: 'building-store',
  thanks: 'heart',
  tickets: 'message-report',
  touchpoints: 'phone',
  trail: 'history',
  training: 'school',
  transfers: 'arrows-exchange',
  workbench: 'layout-dashboard',
  workflows: 'git-branch',
} as const satisfies Record<string, IconName>

export type NavIcon = keyof typeof navIcons
