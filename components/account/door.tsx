import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'
import { useTranslations } from '@/lib/translations'

/** The quiet frame of pages outside the portals. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = useTranslations('account.signIn')
  const shell = useTranslations('shell')
  return (
    <main
      data-density="touch"
      className="mx-auto grid min-h-dvh w-full max-w-md content-start gap-6 px-4 pt-[max(2rem,12dvh)] pb-8"
    >
      <div>
        <Brand name={shell('product')} href="/" />
        <p className="mt-1 text-ink-2 text-sm">{t('lead')}</p>
      </div>
      <section className="grid gap-4 rounded-lg border border-line bg-surface p-5">
        <div>
          <h1 className="font-semibold text-xl">{title}</h1>
          {lead && <p className="mt-1 text-ink-2">{lead}</p>}
        </div>
        {children}
      </section>
    </main>
  )
}
