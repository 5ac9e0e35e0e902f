import { clsx } from 'clsx'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'

const swatches = [
  { name: 'hq', solid: 'bg-hq', soft: 'bg-hq-soft text-hq-ink' },
  { name: 'store', solid: 'bg-store hatch', soft: 'bg-store-soft text-store-ink' },
  { name: 'ok', solid: 'bg-ok', soft: 'bg-ok-soft text-ok-ink' },
  { name: 'warn', solid: 'bg-warn', soft: 'bg-warn-soft text-warn-ink' },
  { name: 'bad', solid: 'bg-bad', soft: 'bg-bad-soft text-bad-ink' },
  { name: 'info', solid: 'bg-info', soft: 'bg-info-soft text-info-ink' },
  { name: 'trip', solid: 'bg-trip', soft: 'bg-trip-soft text-trip-ink' },
  { name: 'mute', solid: 'bg-ink-3', soft: 'bg-surface-2 text-ink-2' },
] as const

export function ColourSection() {
  const t = useTranslations('ui.gallery.tokens')
  return (
    <Section name="colours">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4 lg:grid-cols-8">
        {swatches.map(swatch => (
          <li key={swatch.name} className="overflow-hidden rounded-md border border-line">
            <div className={clsx('h-10', swatch.solid)} />
            <div className={clsx('px-2.5 py-1.5 text-sm', swatch.soft)}>
              {t(swatch.name)} <code className="block text-2xs">{swatch.name}</code>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
