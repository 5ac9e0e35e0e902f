import type { BulkParams } from '@/lib/bulk/input'
import { longestMessage, type Order } from '@/lib/bulk/rules'
import { useTranslations } from '@/lib/translations'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Textarea } from '../ui/input'
import { Picker } from '../ui/picker'

/** What is to become of them; a GET form, so that the dry run has an address. */
export function ChooseForm({
  kept,
  params,
  order,
}: {
  /** Whom it is about, name by name. */
  kept: [name: string, value: string][]
  params: BulkParams
  order: Order | undefined
}) {
  const t = useTranslations('bulk')
  const picked = order?.targetId ? { id: order.targetId, label: order.words } : undefined
  const { kind } = params
  return (
    <form method="get" action="/hq/people/bulk" className="grid max-w-xl gap-4">
      {[...kept, ['kind', kind] as const].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {kind === 'contact' && (
        <Field label={t('fields.contact')} name="contactUserId" required>
          {control => (
            <Picker
              key={params.contactUserId}
              control={control}
              url="/hq/search/contacts"
              placeholder={t('fields.typeToFind')}
              defaultValue={picked}
            />
          )}
        </Field>
      )}
      {kind === 'home' && (
        <Field label={t('fields.home')} name="homeUnitId" hint={t('fields.homeHint')} required>
          {control => (
            <Picker
              key={params.homeUnitId}
              control={control}
              url="/hq/search/units?kind=department,headquarters"
              placeholder={t('fields.typeToFind')}
              defaultValue={picked}
            />
          )}
        </Field>
      )}
      {kind === 'message' && (
        <Field label={t('fields.words')} name="words" hint={t('fields.wordsHint')} required>
          {control => (
            <Textarea
              {...control}
              key={params.words}
              maxLength={longestMessage}
              defaultValue={params.words}
            />
          )}
        </Field>
      )}
      <Button type="submit" className="justify-self-start">
        {t('try')}
      </Button>
    </form>
  )
}
