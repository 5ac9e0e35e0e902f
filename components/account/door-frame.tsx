'use client'

import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'

export function DoorFrame({
  product,
  claim,
  title,
  lead,
  children,
}: {
  product: string
  claim: string
  title: string
  lead: string | undefined
  children: ReactNode
}) {
  return (
    <main
      data-density="touch"
      className="mx-auto grid min-h-dvh w-full max-w-md content-start gap-6 px-4 pt-[max(2rem,12dvh)] pb-8"
    >
      <div>
        <Brand name={product} href="/" />
        <p className="mt-1 text-ink-2 text-sm">{claim}</p>
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
