import 'server-only'
import { scanKinds } from '@/lib/documents/rules'
import type { useTranslations } from '@/lib/translations'
import type { Option } from '../ui/input'
import type { DocumentFormWords } from './document-form'

type Speak = ReturnType<typeof useTranslations<'documents'>>

export const kindOptions = (t: Speak): Option[] =>
  scanKinds.map(value => ({ value, label: t(`kinds.${value}`) }))

export function formWords(t: Speak, submit: string, done: string): DocumentFormWords {
  return {
    kind: t('fields.kind'),
    title: t('fields.title'),
    titleHint: t('fields.titleHint'),
    expiresOn: t('fields.expiresOn'),
    optional: t('fields.optional'),
    file: {
      label: t('fields.file'),
      hint: t('fields.fileHint'),
      camera: t('fields.camera'),
      choose: t('fields.choose'),
      chosen: t('fields.chosen', { name: '{name}' }),
    },
    submit,
    done,
  }
}
