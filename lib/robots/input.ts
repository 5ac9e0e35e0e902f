import { z } from 'zod'
import { revision, text } from '../organisation/input'
import { topics, vendors } from './rules'

const name = text(40)
const chosenTopics = z
  .union([z.enum(topics), z.array(z.enum(topics)).max(topics.length)])
  .transform(one => [...new Set([one].flat())])
const address = text(500)
const secret = text(200).optional()
const seen = { robotId: z.guid(), revision }

export const addRobotInput = z.strictObject({
  unitId: z.guid(),
  vendor: z.enum(vendors),
  name,
  topics: chosenTopics,
  address,
  secret,
})
export const changeRobotInput = z.strictObject({ ...seen, name, topics: chosenTopics })
export const mendRobotInput = z.strictObject({ ...seen, address, secret })
export const robotInput = z.strictObject(seen)
