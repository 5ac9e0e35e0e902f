import { ChannelsPage, channelsMetadata } from '@/components/notifications/channels-page'
import { getChannels } from '@/lib/notifications/queries'
import { query } from '@/lib/session'

export const generateMetadata = channelsMetadata

export default async function Channels() {
  return <ChannelsPage channels={await query(getChannels)} />
}
