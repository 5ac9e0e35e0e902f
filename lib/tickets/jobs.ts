import 'server-only'
import { enterService } from '@/db/client'
import { systemClock } from '../clock'
import { chaseTickets } from './commands'

export async function chaseTicketsJob(): Promise<void> {
  await enterService('job', tx => chaseTickets(tx, systemClock.now()))
}
