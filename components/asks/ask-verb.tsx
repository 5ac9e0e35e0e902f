import { askPerson } from '@/lib/asks/actions'
import { askItems, isAskedWhenThere, longestDays, usualDays } from '@/lib/asks/rules'
import { addDays } from '@/lib/clock'
import { useTranslations } from '@/lib/translations'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { AskForm } from './ask-form'
import { askWords } from './words'

/** Asks one person: for what their file lacks, ticked already, or for documents anew. */
export function AskVerb({
  person,
  missing,
  today,
}: {
  person: { number: string; name: string }
  missing: readonly string[]
  today: string
}) {
  const t = useTranslations('asks')
  const items = useTranslations('completeness.items')
  const offered = askItems.filter(item => missing.includes(item) || isAskedWhenThere(item))
  return (
    <Dialog
      trigger={t('ask')}
      size="small"
      icon={<Icon name="send" />}
      title={t('askTitle', { name: person.name })}
      detail={t('askDetail')}
    >
      <AskForm
        action={askPerson}
        fixed={{ number: person.number }}
        choices={{
          choices: offered.map(value => ({
            value,
            label: items(value),
            ...(missing.includes(value) && { detail: t('isMissing') }),
          })),
          chosen: offered.filter(item => missing.includes(item)),
        }}
        dueOn={addDays(today, usualDays)}
        latest={addDays(today, longestDays)}
        words={askWords(t)}
      />
    </Dialog>
  )
}
