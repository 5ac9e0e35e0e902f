import type { useFormatter, useTranslations } from 'next-intl'
import { createFormatter, createTranslator } from 'use-intl/core'
import type { Locale } from './actor'
import { isolated } from './bidi'
import { citationIn } from './citation'
import { zone } from './clock'
import { messages } from './messages'

// next-intl makes translators anew for every request, and with them reads each message that has arguments and builds its
// number and plural formats again: 2 to 4 ms a page. These are made once per language; background work uses them too.

type Translator = ReturnType<typeof useTranslations>
type Formatter = ReturnType<typeof useFormatter>
const translators = new Map<string, Translator>()
const formatters = new Map<Locale, Formatter>()

function translatorIn(locale: Locale, namespace?: string): Translator {
  const key = `${locale} ${namespace ?? ''}`
  let kept = translators.get(key)
  if (!kept) {
    kept = isolating(
      locale,
      createTranslator({
        locale,
        messages: messages[locale],
        namespace: namespace as never,
        timeZone: zone,
      }),
    )
    translators.set(key, kept)
  }
  return kept
}

type Values = Record<string, unknown>
type Speak = (key: string, values?: Values, ...rest: unknown[]) => unknown
type Speaker = Speak & { rich: Speak; markup: Speak; has: unknown; raw: unknown }

/** The same, with what people wrote kept apart from our sentence around it, and laws named in its language. */
function isolating(locale: Locale, made: unknown): Translator {
  const speaker = made as Speaker
  const { has, raw } = speaker
  return Object.assign(remembered(apart(locale, speaker)), {
    rich: apart(locale, speaker.rich),
    markup: apart(locale, speaker.markup),
    has,
    raw,
  }) as unknown as Translator
}

const mostRemembered = 2000

/** Says again what was said: a page says several hundred texts. Only those about nothing or numbers, which are nobody's. */
function remembered(speak: Speak): Speak {
  const said = new Map<string, unknown>()
  return (key, values, ...rest) => {
    const facts = Object.entries(values ?? {})
    if (rest.length > 0 || facts.some(([, value]) => typeof value !== 'number'))
      return speak(key, values, ...rest)
    const name = `${key} ${facts.join(' ')}`
    const known = said.get(name)
    if (known !== undefined) return known
    if (said.size >= mostRemembered) said.clear()
    const text = speak(key, values)
    said.set(name, text)
    return text
  }
}

function apart(locale: Locale, speak: Speak): Speak {
  return (key, values, ...rest) => speak(key, values && isolatedIn(locale, values), ...rest)
}

/** Where a law stands is kept as the law is called; a reader of English hears its English name. A list is joined as the language does it. */
function isolatedIn(locale: Locale, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsIn(locale, value)]))
}

function wordsIn(locale: Locale, value: unknown): unknown {
  if (typeof value === 'string') return isolated(citationIn(locale, value))
  const isList = Array.isArray(value) && value.every(one => typeof one === 'string')
  return isList ? formatter(locale).list(value.map(isolated), { style: 'narrow' }) : value
}

/** The texts of a namespace of messages/ in a language. */
export const translator = translatorIn as <
  const Namespace extends Parameters<typeof useTranslations>[0] = never,
>(
  locale: Locale,
  namespace?: Namespace,
) => ReturnType<typeof useTranslations<NonNullable<Namespace>>>

export function formatter(locale: Locale): Formatter {
  let kept = formatters.get(locale)
  if (!kept) {
    kept = createFormatter({ locale, timeZone: zone })
    formatters.set(locale, kept)
  }
  return kept
}
