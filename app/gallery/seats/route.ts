import type { Seats } from '@/components/shell/shell'
import { getTranslations } from '@/lib/translations'

/** Answers the switcher of the gallery, in the shape that /api/seats answers. */
export async function GET(): Promise<Response> {
  const t = await getTranslations('ui.gallery')
  const seats: Seats = {
    recent: [],
    seats: [
      {
        key: 'hq',
        owner: 'hq',
        href: '/gallery/hq',
        label: t('units.east'),
        detail: t('roles.hr'),
        sound: ['zong', 'bu', 'hua', 'dong'],
        depth: 0,
        current: true,
      },
      {
        key: 'tianyao',
        owner: 'store',
        href: '/gallery/store',
        label: t('units.tianyao'),
        detail: t('roles.manager'),
        code: 'tianyao',
        sound: ['xu', 'hui', 'tian', 'yao', 'dian'],
        depth: 0,
      },
      {
        key: 'me',
        owner: 'me',
        href: '/gallery/me',
        label: t('people.zhou'),
        detail: t('roles.employee'),
        sound: ['zhou', 'lan'],
        depth: 0,
      },
    ],
  }
  return Response.json(seats)
}
