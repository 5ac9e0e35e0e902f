import type { Caller } from '../callers'
import type { Aim, Fields, Stage } from '../stage'

export type Form = {
  fields: (aim: Aim, stage: Stage) => Fields
  /** Who fills it in where one good answer is wanted; HR where nothing is said. */
  by?: Caller
  /** It is aimed at nothing in particular: there is no foreign one. */
  aimless?: true
}

export const contact = {
  phone: '13800138000',
  email: 'somebody@example.com',
  emergencyName: '家人',
  emergencyPhone: '13900139000',
  emergencyRelation: '父亲',
}

/** A picture of one point. */
export const picture = () =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'photo.png',
  )
