import type { Title } from '@/lib/account/rules'
import type { Portal } from '@/lib/actor'
import { useTranslations } from '@/lib/translations'
import { DemoRows } from './demo-rows'

/** The cast of the demo company, told in the same words as db/seed.ts. */
const cast: { login: string; name: string; role: Title; portal: Portal }[] = [
  { login: 'zhoulan', name: '周岚', role: 'hr', portal: 'hq' },
  { login: 'sunli', name: '孙立', role: 'executive', portal: 'hq' },
  { login: 'hejun', name: '何骏', role: 'head', portal: 'hq' },
  { login: 'yezhen', name: '叶蓁', role: 'specialist', portal: 'hq' },
  { login: 'shaoning', name: '邵宁', role: 'auditor', portal: 'hq' },
  { login: 'gaoyuan', name: '高远', role: 'admin', portal: 'hq' },
  { login: 'qinchuan', name: '秦川', role: 'regionManager', portal: 'store' },
  { login: 'zhaomingyuan', name: '赵明远', role: 'manager', portal: 'store' },
  { login: 'fangjing', name: '方静', role: 'manager', portal: 'store' },
  { login: 'liwanqing', name: '李婉清', role: 'employee', portal: 'me' },
  { login: 'wangmuyang', name: '王沐阳', role: 'employee', portal: 'me' },
  { login: 'guyan', name: '顾言', role: 'employee', portal: 'me' },
]
const demoPassword = 'outpost-demo'

export function DemoAccounts() {
  const t = useTranslations('account')
  return (
    <details className="border-line border-t pt-3" open>
      <summary className="flex min-h-9 items-center font-semibold">{t('demo.title')}</summary>
      <p className="mb-2 text-ink-2 text-sm">{t('demo.detail', { password: demoPassword })}</p>
      <DemoRows
        password={demoPassword}
        caption={t('demo.title')}
        heads={[t('demo.name'), t('demo.role'), t('demo.portal')]}
        rows={cast.map(one => ({
          login: one.login,
          name: one.name,
          role: t(`roles.${one.role}`),
          portal: t(`portals.${one.portal}`),
          label: t('demo.choose', { name: one.name }),
        }))}
      />
    </details>
  )
}
