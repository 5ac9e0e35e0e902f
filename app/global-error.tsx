'use client'

import { Broken } from '@/components/account/broken'
import './globals.css'

/** For when the root layout itself breaks: it replaces the whole document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN" data-theme="system">
      <body>
        <Broken error={error} retry={retry} />
      </body>
    </html>
  )
}
