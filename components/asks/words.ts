import 'server-only'
import { longestDays } from '@/lib/asks/rules'
import type { useTranslations } from '@/lib/translations'
import type { AskWords } from './ask-form'

export const askWords = (t: ReturnType<typeof useTranslations<'asks'>>): AskWords => ({
  items: t('form.items'),
  dueOn: t('form.dueOn'),
  dueHint: t('form.dueHint', { n: longestDays }),
  reason: t('form.reason'),
  reasonHint: t('form.reasonHint'),
  optional: t('form.optional'),
  submit: t('form.submit'),
  done: t('form.done'),
})
