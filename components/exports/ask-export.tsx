'use client'

import { useRouter } from 'next/navigation'
import { askExport } from '@/lib/exports/actions'
import { type Choice, ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Icon } from '../ui/icon'
import { toast } from '../ui/toast'

/** Asks for the list as it is shown, and goes where one sees how far it is. */
export function AskExport({
  query,
  words,
  formats,
}: {
  /** What the list's address says, name by name. */
  query: [name: string, value: string][]
  words: Record<'ask' | 'title' | 'detail' | 'format' | 'submit' | 'asked', string>
  formats: Choice[]
}) {
  const router = useRouter()
  return (
    <ConfirmForm
      action={askExport}
      trigger={words.ask}
      icon={<Icon name="download" />}
      title={words.title}
      detail={words.detail}
      submit={words.submit}
      onDone={() => {
        toast({ message: words.asked, tone: 'ok' })
        router.push('/hq/exports')
      }}
    >
      {query.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <ChoiceGroup legend={words.format} name="format" choices={formats} defaultValue="xlsx" required />
    </ConfirmForm>
  )
}
