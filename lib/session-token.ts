import { createHash } from 'node:crypto'

/** What the database knows of a session token: hex SHA-256. The token has 256 bits, so no salt is needed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
