'use client'

import { initialsOf, type Owner } from '@/components/ui/avatar'
import { type Markup, markup } from '@/components/ui/markup'
import { type Packed, unpack } from '@/components/ui/packed'
import { Written } from '@/components/ui/written'

/** A row of the employee list as it reads, in the reader's language. */
export type PersonLine = {
  number: string
  name: string
  owner?: Owner | undefined
  position: string
  /** The two sides of the tag; without any, `note` says where they are. */
  where: { home?: string | undefined; store?: string | undefined }
  note?: string | undefined
  home: string
  since: string
  /** Empty where no return is planned. */
  planned: string
  /** Days until the planned return, when that is near. */
  left?: string | undefined
  hired: string
  /** What the custom fields say that were chosen as columns. */
  more?: string[] | undefined
}
/**
 * On phones a card: name and number, where, since when and until when; the rest is on the person's page.
 * Fifty rows travel as data and are written as text, which costs a tenth of elements (docs/decisions/0040). How the cells look is
 * said by `.people-rows` in globals.css.
 */
export function PeopleRows({
  lines,
  labels,
  ticks,
}: {
  lines: Packed<PersonLine[]>
  labels: Labels
  ticks?: Ticks | undefined
}) {
  return (
    <Written as="tbody" className="people-rows">
      {markup`${unpack(lines).map(line => rowOf(line, labels, ticks))}`}
    </Written>
  )
}

/** A custom field as a column. */
export type Head = { id: string; name: string }
type Labels = Record<'since' | 'planned', string> & { more: Head[] }
/** For whoever may change many at once: the form that ticks belong to, and what each is called ({name}). */
type Ticks = { form: string; label: string }

const rowOf = (line: PersonLine, labels: Labels, ticks: Ticks | undefined): Markup => markup`<tr>
<td>${ticks && tickOf(line, ticks)}<span class="avatar ${line.owner}" aria-hidden="true">${initialsOf(line.name)}</span><a href="/hq/people/${line.number}" class="row-link" data-row="true">${line.name}</a></td>
<td>${line.number}</td>
<td>${line.position}</td>
<td>${line.where.home && whereOf(line.where)}${line.note && markup`<span class="note">${noteOf(line.note)}</span>`}</td>
<td>${line.home}</td>
<td data-label="${labels.since}">${line.since}</td>
<td data-label="${labels.planned}"${!line.planned && markup` class="none"`}>${line.planned || '—'}${line.left && markup`<span class="soon"> · ${line.left}</span>`}</td>
<td>${line.hired}</td>
${labels.more.map(({ name }, at) => moreOf(name, line.more?.[at]))}</tr>`

const moreOf = (label: string, text: string | undefined): Markup =>
  markup`<td data-label="${label}"${!text && markup` class="none"`}>${text || '—'}</td>`

const tickOf = ({ number, name }: PersonLine, { form, label }: Ticks): Markup =>
  markup`<input type="checkbox" name="n" value="${number}" form="${form}" aria-label="${label.replace('{name}', name)}" class="tick" data-key="x">`

/** A note in which a date stays in one piece: browsers break a line after a hyphen. */
const noteOf = (note: string): Markup[] =>
  note
    .split(/(\d{4}-\d\d-\d\d)/)
    .map((part, n) =>
      n % 2 === 0 ? markup`${part}` : markup`<span class="whitespace-nowrap">${part}</span>`,
    )

const whereOf = ({ home, store }: PersonLine['where']): Markup =>
  markup`<span class="own own-tag"><span>${home}</span>${store && markup`<span class="store">${store}</span>`}</span>`
