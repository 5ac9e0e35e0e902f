import { answerColleagues } from '@/components/account/colleagues'

export const GET = answerColleagues
