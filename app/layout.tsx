import type { Metadata, Viewport } from 'next'
import { KitWords } from '@/components/ui/kit-words'
import { currentLocale, currentTheme } from '@/lib/i18n'
import { getTranslations } from '@/lib/translations'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    icons: { icon: '/icon.svg', apple: '/apple-touch-icon.png' },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  const [locale, theme] = [await currentLocale(), await currentTheme()]
  const t = await getTranslations('shell')
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <KitWords>{children}</KitWords>
        <noscript className="sticky bottom-(--foot-h) z-30 block">
          <p className="bg-warn-soft px-4 py-2 text-warn-ink">{t('noScript')}</p>
        </noscript>
      </body>
    </html>
  )
}
