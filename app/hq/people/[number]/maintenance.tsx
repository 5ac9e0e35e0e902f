import { RecordForm } from '@/components/people/record-form'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { employmentForms } from '@/db/schema/people'
import { changeContact, changeEmployee } from '@/lib/people/actions'
import type { Person } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** Dialogs in which HR keeps a person's card. */
export function EditCard({ person }: { person: Person }) {
  const t = useTranslations('people')
  const { hqContactUserId, hqContactName } = person
  return (
    <Dialog
      trigger={t('person.edit')}
      icon={<Icon name="pencil" />}
      title={t('form.editTitle', { name: person.name })}
    >
      <RecordForm
        action={changeEmployee}
        fixed={{ number: person.number, revision: String(person.revision) }}
        submit={t('form.save')}
        optional={t('form.optional')}
        fields={[
          {
            name: 'name',
            label: t('form.name'),
            kind: 'text',
            required: true,
            hint: t('form.nameHint'),
            value: person.name,
          },
          {
            name: 'homeUnitId',
            label: t('form.homeUnit'),
            kind: 'pick',
            required: true,
            hint: t('form.homeUnitHint'),
            url: '/hq/search/units?kind=department,headquarters',
            placeholder: t('form.typeToFind'),
            picked: { id: person.homeId, label: person.homeName },
          },
          {
            name: 'employmentForm',
            label: t('form.employmentForm'),
            kind: 'choice',
            value: person.employmentForm ?? '',
            options: employmentForms.map(value => ({ value, label: t(`employmentForms.${value}`) })),
          },
          {
            name: 'hqContactUserId',
            label: t('form.hqContact'),
            kind: 'pick',
            hint: t('form.hqContactHint'),
            url: '/hq/search/contacts',
            placeholder: t('form.typeToFind'),
            ...(hqContactUserId && { picked: { id: hqContactUserId, label: hqContactName } }),
          },
        ]}
      />
    </Dialog>
  )
}

export function EditContact({ person }: { person: Person }) {
  const t = useTranslations('people')
  const { contact } = person
  return (
    <Dialog
      trigger={t('person.editContact')}
      variant="ghost"
      size="small"
      title={t('form.contactTitle', { name: person.name })}
    >
      <RecordForm
        action={changeContact}
        fixed={{ number: person.number, revision: String(person.revision) }}
        submit={t('form.save')}
        optional={t('form.optional')}
        fields={[
          { name: 'phone', label: t('form.phone'), kind: 'tel', value: contact?.phone ?? '' },
          { name: 'email', label: t('form.email'), kind: 'email', value: contact?.email ?? '' },
          {
            name: 'emergencyName',
            label: t('form.emergencyName'),
            kind: 'text',
            value: contact?.emergencyName ?? '',
          },
          {
            name: 'emergencyPhone',
            label: t('form.emergencyPhone'),
            kind: 'tel',
            value: contact?.emergencyPhone ?? '',
          },
          {
            name: 'emergencyRelation',
            label: t('form.emergencyRelation'),
            kind: 'text',
            value: contact?.emergencyRelation ?? '',
          },
        ]}
      />
    </Dialog>
  )
}
