import { z } from 'zod'

export const exportInput = z.strictObject({
  templateId: z.guid(),
  days: z.coerce.number().pipe(z.union([z.literal(14), z.literal(28), z.literal(84)])),
  unitId: z.guid().optional(),
})
