import {
  type useFormatter as UseFormatter,
  type useTranslations as UseTranslations,
  useLocale,
} from 'next-intl'
import {
  type getFormatter as GetFormatter,
  type getTranslations as GetTranslations,
  getLocale,
} from 'next-intl/server'
import { formatter, translator } from './translators'

// The functions of next-intl by the same names, in the language of the request, with what lib/translators.ts keeps.

export const useTranslations = ((namespace?: never) =>
  translator(useLocale(), namespace)) as typeof UseTranslations

export const getTranslations = (async (namespace?: never) =>
  translator(await getLocale(), namespace)) as typeof GetTranslations

export const useFormatter: typeof UseFormatter = () => formatter(useLocale())

export const getFormatter: typeof GetFormatter = async () => formatter(await getLocale())
