import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { iconNames } from '../components/ui/icon-names'

// `npm run icons` draws the one file of all icons, from Tabler's outlines (MIT).

export const spriteFile = join(import.meta.dirname, '../components/ui/icons.svg')

/** The outlines as symbols; what every one says of its lines is said once, in globals.css. */
export function drawSprite(): string {
  const symbols = iconNames.map(
    name => `<symbol id="${name}" viewBox="0 0 24 24">${linesOf(name).join('')}</symbol>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${symbols.join('\n')}\n</svg>\n`
}

function linesOf(name: string): string[] {
  const file = createRequire(import.meta.url).resolve(`@tabler/icons/outline/${name}.svg`)
  const shapes = readFileSync(file, 'utf8').match(/<(?!svg|\/)[^>]+>/g) ?? []
  return shapes.filter(shape => !shape.includes('stroke="none"')).map(shape => shape.replace(' />', '/>'))
}

if (process.argv[1]?.endsWith('icons.ts')) writeFileSync(spriteFile, drawSprite())
