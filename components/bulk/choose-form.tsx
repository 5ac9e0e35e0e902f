import type { BulkParams } from '@/lib/bulk/input'
import { type BulkKind, longestMessage, type Order } from '@/lib/bulk/rules'
import type { Scheme } from '@/lib/schemes/queries'
import { monthOf } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Field } from '../ui/field'
import { Input, Select, Textarea } from '../ui/input'
import { Picker } from '../ui/picker'

/** What is to become of them; a GET form, so that the dry run has an address. */
export function ChooseForm({
  kept,
  kind,
  params,
  order,
  schemes,
  today,
}: {
  /** Whom it is about, name by name. */
  kept: [name: string, value: string][]
  kind: BulkKind
  params: BulkParams
  order: Order | undefined
  schemes: Scheme[]
  today: string
}) {
  const t = useTranslations('bulk')
  const enrolments = useTranslations('enrolments')
  const names = useTranslations('schemes')
  const picked = order?.targetId ? { id: order.targetId, label: order.words } : undefined
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
      {kind === 'enrol' && (
        <>
          <Field label={enrolments('fields.scheme')} name="schemeId" required>
            {control => (
              <Select
                {...control}
                options={schemes.map(({ id, city, residence }) => ({
                  value: id,
                  label: names('name', { city, residence: names(`residence.${residence}`) }),
                }))}
                empty=""
                defaultValue={params.schemeId}
              />
            )}
          </Field>
          <Field label={enrolments('fields.from')} name="from" hint={t('fields.fromHint')} required>
            {control => (
              <Input
                {...control}
                type="month"
                pattern="\d{4}-\d{2}"
                defaultValue={monthOf(params.from ?? today)}
              />
            )}
          </Field>
          <Checkbox
            name="hasFund"
            value="yes"
            defaultChecked={params.hasFund === 'yes' || params.schemeId === undefined}
            label={enrolments('fields.hasFund')}
          />
        </>
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
