import { clsx } from 'clsx'
import { useLocale } from 'next-intl'
import { LocaleSwitch } from '@/components/account/locale-switch'
import { type SearchParams, withParams } from '@/components/ui/search-params'
import { useTranslations } from '@/lib/translations'

export function Toolbar({
  params,
  density,
  theme,
}: {
  params: SearchParams
  density: string
  theme: string | undefined
}) {
  const t = useTranslations('ui.gallery')
  const themes = useTranslations('ui.theme')
  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto grid max-w-[76rem] gap-4 px-4 py-6">
        <div className="flex items-center gap-3">
          <span className="seal own size-8 shrink-0 rounded-sm" aria-hidden />
          <div>
            <h1 className="font-semibold text-xl">{t('title')}</h1>
            <p className="text-ink-2">{t('intro')}</p>
          </div>
        </div>
        <div className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
          <Choice
            label={t('theme')}
            items={(['system', 'light', 'dark'] as const).map(one => ({
              label: themes(one),
              href: withParams(params, { theme: one === 'system' ? undefined : one }),
              current: (theme ?? 'system') === one,
            }))}
          />
          <Choice
            label={t('density')}
            items={(['compact', 'default', 'touch'] as const).map(one => ({
              label: t(`densities.${one}`),
              href: withParams(params, { density: one }),
              current: density === one,
            }))}
          />
          <span className="flex items-center gap-2">
            <span className="text-ink-2">{t('language')}</span>
            <LocaleSwitch current={useLocale()} label={t('language')} />
          </span>
          <Choice
            label={t('shells')}
            items={[
              { label: t('hq'), href: '/gallery/hq' },
              { label: t('transfer'), href: '/gallery/hq/transfer' },
              { label: t('store'), href: '/gallery/store' },
              { label: t('me'), href: '/gallery/me' },
            ]}
          />
        </div>
      </div>
    </header>
  )
}

function Choice({
  label,
  items,
}: {
  label: string
  items: { label: string; href: string; current?: boolean }[]
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-2">
      <span className="text-ink-2">{label}</span>
      {items.map(item => (
        <a
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'true' : undefined}
          className={clsx(
            'inline-flex min-h-7 items-center rounded-sm px-2',
            item.current ? 'bg-hq-soft font-semibold text-hq-ink' : 'text-ink hover:bg-surface-2',
          )}
        >
          {item.label}
        </a>
      ))}
    </nav>
  )
}
