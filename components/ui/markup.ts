import { htmlEscape } from 'escape-goat'

/** Elements written as text. Only `markup` makes it, so that whatever came from people in it is escaped. */
export class Markup {
  private constructor(private readonly text: string) {}

  static of(parts: TemplateStringsArray, values: Value[]): Markup {
    return new Markup(parts.reduce((text, part, index) => `${text}${written(values[index - 1])}${part}`))
  }

  toString(): string {
    return this.text
  }
}

type Value = string | number | Markup | Markup[] | false | null | undefined

/** A template of elements: `<td>${name}</td>`. Values are escaped, other markup is taken as it is, and nothing is nothing. */
export const markup = (parts: TemplateStringsArray, ...values: Value[]): Markup => Markup.of(parts, values)

function written(value: Value): string {
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.join('')
  if (value instanceof Markup) return value.toString()
  const text = String(value)
  // five replacements for each of a list's many hundred values, of which hardly one has anything to replace
  return /[&<>"']/.test(text) ? htmlEscape(text) : text
}
