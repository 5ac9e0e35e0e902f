import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'

type Name = Parameters<ReturnType<typeof useTranslations<'ui.gallery.sections'>>>[0]

export function Section({ name, children }: { name: Name; children: ReactNode }) {
  const t = useTranslations('ui.gallery.sections')
  return (
    <section id={name} aria-labelledby={`${name}-title`} className="grid min-w-0 gap-4 [&>*]:min-w-0">
      <h2 id={`${name}-title`} className="border-line border-b pb-2 font-semibold text-lg">
        {t(name)}
      </h2>
      {children}
    </section>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>
}
