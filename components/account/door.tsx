import type { ReactNode } from 'react'
import { useTranslations } from '@/lib/translations'
import { DoorFrame } from './door-frame'

/** The quiet frame of pages outside the portals. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = useTranslations()
  return (
    <DoorFrame product={t('shell.product')} claim={t('account.signIn.lead')} title={title} lead={lead}>
      {children}
    </DoorFrame>
  )
}
