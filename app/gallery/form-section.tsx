import { Card } from '@/components/ui/card'
import { Checkbox, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { DateField, Input, Select, Textarea } from '@/components/ui/input'
import { useTranslations } from '@/lib/translations'
import { DemoForm } from './demo-form'
import { Section } from './section'

export function FormSection() {
  const t = useTranslations('ui.gallery.form')
  const g = useTranslations('ui.gallery')
  return (
    <Section name="forms">
      <div className="grid items-start gap-(--gap) lg:grid-cols-2">
        <Card title={g('actions.dispatch')}>
          <div className="grid gap-4">
            <ChoiceGroup
              legend={t('kind')}
              name="kind"
              columns={3}
              defaultValue="dispatch"
              choices={[
                { value: 'dispatch', label: t('dispatch'), detail: t('dispatchDetail') },
                { value: 'move', label: t('move'), detail: t('moveDetail') },
                { value: 'extend', label: t('extend'), detail: t('extendDetail'), disabled: true },
              ]}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('store')} name="store" required>
                {control => (
                  <Select
                    {...control}
                    empty={t('choose')}
                    options={[
                      { value: 'tianyao', label: g('units.tianyao') },
                      { value: 'nanxi', label: g('units.nanxi') },
                    ]}
                  />
                )}
              </Field>
              <Field label={t('from')} name="from" required error={t('fromError')}>
                {control => <DateField {...control} defaultValue="2026-10-01" />}
              </Field>
            </div>
            <Field label={t('employee')} name="number" hint={t('employeeHint')}>
              {control => <Input {...control} readOnly defaultValue="E00231" />}
            </Field>
            <Field label={t('note')} name="note" hint={t('noteHint')} optional={t('optional')}>
              {control => <Textarea {...control} />}
            </Field>
            <ChoiceGroup
              legend={t('scope')}
              name="scope"
              type="checkbox"
              columns={3}
              defaultValue={['base']}
              choices={[
                { value: 'base', label: t('base'), detail: t('baseDetail') },
                { value: 'history', label: t('history') },
                { value: 'training', label: t('training') },
              ]}
            />
            <Checkbox name="consent" label={t('consent')} />
            <FormError message={t('refusal')} />
          </div>
        </Card>
        <Card title={t('submit')}>
          <DemoForm
            words={{
              employee: t('employee'),
              hint: t('employeeHint'),
              from: t('from'),
              note: t('note'),
              submit: t('submit'),
              fromError: t('fromError'),
              done: g('banners.ok'),
            }}
          />
        </Card>
      </div>
    </Section>
  )
}
