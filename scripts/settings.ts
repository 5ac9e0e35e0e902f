import { env } from '../env'
import { masterKeys } from '../lib/master-keys'

/** Throws in one line when settings do not fit together: otherwise the first mail, upload or personnel file would say so, hours later. */
export function checkSettings(): void {
  void [env.mail, env.vapidKeys, env.s3, masterKeys()]
}
