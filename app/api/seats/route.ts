import { answerSeats } from '@/components/account/seats'

export const GET = answerSeats
