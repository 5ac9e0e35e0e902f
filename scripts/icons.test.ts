import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { iconNames } from '../components/ui/icon-names'
import { drawSprite, spriteFile } from './icons'

const root = join(import.meta.dirname, '..')
const sources = ['app', 'components'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file) && !file.endsWith('icon-names.ts'))
    .map(file => readFileSync(join(root, folder, file), 'utf8')),
)

it('the file of icons is drawn from the names, all of which a page uses: after a change run `npm run icons`', () => {
  expect(readFileSync(spriteFile, 'utf8')).toBe(drawSprite())
  const used = new Set(sources.flatMap(text => [...text.matchAll(/['"]([a-z0-9-]+)['"]/g)].map(m => m[1])))
  expect(iconNames.filter(name => !used.has(name))).toEqual([])
})
