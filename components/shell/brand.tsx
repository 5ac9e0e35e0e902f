import { useTranslations } from 'next-intl'

export function Brand({ href, bare = false }: { href: string; bare?: boolean }) {
  const t = useTranslations('shell')
  return (
    <a
      href={href}
      className="inline-flex items-center gap-2.5 rounded-xs font-semibold text-md"
      aria-label={t('product')}
    >
      <span className="seal own size-6 rounded-[4px]" aria-hidden />
      {!bare && <span className="whitespace-nowrap">{t('product')}</span>}
    </a>
  )
}
