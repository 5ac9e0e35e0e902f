import { SettingsPage, settingsMetadata } from '@/components/account/settings-page'
import { getSettings } from '@/lib/account/queries'
import { query } from '@/lib/session'

export const generateMetadata = settingsMetadata

export default async function Settings() {
  const settings = await query(getSettings)
  return <SettingsPage settings={settings} />
}
