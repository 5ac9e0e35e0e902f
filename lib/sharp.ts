import { createRequire } from 'node:module'
import type library from 'sharp'

/** Asked for the old way: the library's ES module is written in a syntax that Node 20.9 does not read yet. */
export const sharp = createRequire(import.meta.url)('sharp') as typeof library
