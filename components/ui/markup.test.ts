import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markup } from './markup'

describe('markup', () => {
  it('escapes whatever is not markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '李', '${') }), text => {
        const written = markup`<td title="${text}">${text}</td>`.toString()
        const inside = written.slice('<td title="'.length, -'</td>'.length)
        expect(inside.replace('">', '')).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  it('takes markup and lists of it as they are, and nothing as nothing', () => {
    const items = ['一', '二'].map(name => markup`<li>${name}</li>`)
    expect(String(markup`<ul class="${undefined}">${items}${false}${null}${0}</ul>`)).toBe(
      '<ul class=""><li>一</li><li>二</li>0</ul>',
    )
  })
})
