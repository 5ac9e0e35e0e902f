import 'server-only'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB, two passes, one lane: OWASP's first choice, about 30 ms on a small server. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function hashPassword(password: string): Promise<string> {
  return hash(spelled(password), cost)
}

const nobodys = hash('nobody has this password', cost)

/** Without a stored hash it works as long and answers no, so that the time does not tell who has an account. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const good = await verify(stored ?? (await nobodys), spelled(password))
  return good && stored !== undefined
}

/** Keyboards write the same letter in several ways. */
function spelled(password: string): string {
  return password.normalize('NFKC')
}
