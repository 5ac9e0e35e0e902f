import 'server-only'
import { useLocale } from 'next-intl'
import { minuteIn, zone } from '@/lib/clock'
import type { FieldNames } from '@/lib/completeness/queries'
import { isFieldItem } from '@/lib/completeness/rules'
import { isSeveral, severalIn } from '@/lib/trail'
import { useFormatter, useTranslations } from '@/lib/translations'

type Catalogue = { has(code: string): boolean; (code: string): string }

/** Details that are several codes in one text, apart by spaces. */
const lists: readonly string[] = ['fileItems', 'fields', 'topics', 'categories']
const longest = 300
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/**
 * Words for what the trail keeps in codes: names of fields, and values of theirs. Rows outlive the program that wrote them: what it has no
 * words for is shown as it stands. Of custom fields (`field:<id>`) the names come along.
 */
export function useTrailWords(names: FieldNames = {}): {
  field: (name: string) => string
  value: (field: string, value: unknown) => string
} {
  const locale = useLocale()
  const format = useFormatter()
  const t = useTranslations('account.trailPage')
  const catalogue = {
    person: useTranslations('people.field'),
    field: useTranslations('account.trailFields'),
    value: useTranslations('account.trailValues'),
    contract: useTranslations('contracts.kinds'),
    document: useTranslations('identities.kinds'),
    certificate: useTranslations('certificates.kinds'),
    scan: useTranslations('documents.kinds'),
    proposal: useTranslations('proposals.kinds'),
    gender: useTranslations('identities.genders'),
    handOver: useTranslations('transfers.handOver'),
    item: useTranslations('completeness.items'),
    priority: useTranslations('tickets.priority'),
    proposed: useTranslations('proposals.fields'),
    rights: useTranslations('rights.categories'),
    outcome: useTranslations('rights.outcomes'),
    right: useTranslations('rights.kinds'),
    subject: useTranslations('workflow.definitions.subjects'),
    topic: useTranslations('robots.topics'),
    vendor: useTranslations('robots.vendors'),
    group: useTranslations('channels.groups'),
    way: useTranslations('touchpoints.ways'),
    routing: useTranslations('tickets.categories.routing'),
    keeper: useTranslations('custom.keepers'),
    class: useTranslations('custom.classes'),
  } as unknown as Record<string, Catalogue>
  const among: Record<string, string[]> = {
    kind: ['contract', 'document', 'certificate', 'scan', 'proposal', 'right', 'value'],
    subject: ['subject'],
    gender: ['gender'],
    priority: ['priority'],
    item: ['handOver', 'value'],
    fileItems: ['item'],
    fields: ['proposed'],
    categories: ['rights'],
    topics: ['topic'],
    vendor: ['vendor'],
    emailGroups: ['group'],
    pushGroups: ['group'],
    way: ['way'],
    routing: ['routing'],
    keeper: ['keeper'],
    class: ['class'],
  }
  const word = (catalogues: string[], code: string): string => {
    // a text with a dot in it would be read as a path into the catalogue
    if (!/^[\w-]+$/.test(code))
      return (isFieldItem(code) && names[code]?.[locale === 'en' ? 1 : 0]) || code.slice(0, longest)
    const found = catalogues.map(name => catalogue[name]).find(one => one?.has(code))
    return found?.(code) ?? code
  }
  const valueIn = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('nothing')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return String(value)
    if (Array.isArray(value))
      return format.list(
        value.map(one => valueIn(field, one)),
        { style: 'narrow' },
      )
    if (isSeveral(value)) return valueIn(field, severalIn(value, locale))
    if (isSpan(value)) return t('span', value)
    if (typeof value !== 'string') return JSON.stringify(value).slice(0, longest)
    if (instant.test(value)) return minuteIn(zone, new Date(value))
    if (field === 'outcomes') {
      const [category = '', outcome = ''] = value.split(' ')
      return t('fact', { field: word(['rights'], category), value: word(['outcome'], outcome) })
    }
    const catalogues = among[field] ?? ['value']
    if (!lists.includes(field)) return word(catalogues, value)
    return format.list(
      value.split(' ').map(code => word(catalogues, code)),
      { style: 'narrow' },
    )
  }
  return { field: name => word(['person', 'field'], name), value: valueIn }
}

/** Hours of a day, as quiet ones are kept. */
function isSpan(value: unknown): value is { from: string; to: string } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value
}
