import { askPerson } from '@/lib/asks/actions'
import { type AskItem, askItems, isAskedWhenThere, longestDays, usualDays } from '@/lib/asks/rules'
import { addDays } from '@/lib/clock'
import type { FieldNames } from '@/lib/completeness/queries'
import { type AnyItem, isFieldItem } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'
import { useItemName } from '../completeness/words'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { AskForm } from './ask-form'
import { askWords } from './words'

/** Asks one person: for what their file lacks, ticked already, or for documents anew. */
export function AskVerb({
  person,
  missing,
  fields,
  today,
}: {
  person: { number: string; name: string }
  missing: AnyItem[]
  fields: FieldNames
  today: string
}) {
  const t = useTranslations('asks')
  const nameOf = useItemName(fields)
  const offered: AskItem[] = [
    ...askItems.filter(item => missing.some(one => one === item) || isAskedWhenThere(item)),
    ...missing.filter(isFieldItem),
  ]
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
            label: nameOf(value),
            ...(missing.some(one => one === value) && { detail: t('isMissing') }),
          })),
          chosen: offered.filter(item => missing.some(one => one === item)),
        }}
        dueOn={addDays(today, usualDays)}
        latest={addDays(today, longestDays)}
        words={askWords(t)}
      />
    </Dialog>
  )
}
