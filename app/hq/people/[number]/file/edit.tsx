import type { FileOwner } from '@/components/identities/file-cards'
import { RecordForm } from '@/components/people/record-form'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { documentKinds, genders } from '@/db/schema/identities'
import { changeIdentity, enterBankAccount, enterIdentity } from '@/lib/identities/actions'
import type { MaskedFile } from '@/lib/identities/queries'
import { useTranslations } from '@/lib/translations'

/** The dialog in which HR enters somebody's document and addresses, or changes some of it. */
export function EditIdentity({ person, identity }: { person: FileOwner; identity: MaskedFile['identity'] }) {
  const t = useTranslations('identities')
  const { name } = person
  const keep = identity ? { hint: t('keepHint') } : {}
  return (
    <Dialog
      trigger={t(identity ? 'change' : 'enter')}
      size="small"
      icon={<Icon name="pencil" />}
      title={t(identity ? 'changeTitle' : 'enterTitle', { name })}
    >
      <RecordForm
        action={identity ? changeIdentity : enterIdentity}
        fixed={{ number: person.number, ...(identity && { revision: String(identity.revision) }) }}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          {
            name: 'kind',
            label: t('fields.kind'),
            kind: 'choice',
            required: true,
            value: identity?.kind ?? 'id_card',
            options: documentKinds.map(value => ({ value, label: t(`kinds.${value}`) })),
          },
          {
            name: 'documentNumber',
            label: t('fields.documentNumber'),
            kind: 'text',
            required: !identity,
            hint: identity ? t('keepHint') : t('numberHint'),
          },
          { name: 'birthDate', label: t('fields.birthDate'), kind: 'date', hint: t('derivedHint') },
          {
            name: 'gender',
            label: t('fields.gender'),
            kind: 'choice',
            options: genders.map(value => ({ value, label: t(`genders.${value}`) })),
          },
          {
            name: 'validUntil',
            label: t('fields.validUntil'),
            kind: 'date',
            value: identity?.validUntil ?? '',
          },
          {
            name: 'registeredAddress',
            label: t('fields.registeredAddress'),
            kind: 'text',
            hint: t('addressHint'),
            ...keep,
          },
          { name: 'currentAddress', label: t('fields.currentAddress'), kind: 'text', ...keep },
        ]}
        elsewhere={t('openHolder')}
      />
    </Dialog>
  )
}

export function EditBank({ person, bank }: { person: FileOwner; bank: MaskedFile['bank'] }) {
  const t = useTranslations('identities')
  const { name } = person
  return (
    <Dialog
      trigger={t(bank ? 'change' : 'enter')}
      size="small"
      icon={<Icon name="pencil" />}
      title={t(bank ? 'bankChangeTitle' : 'bankEnterTitle', { name })}
    >
      <RecordForm
        action={enterBankAccount}
        fixed={{ number: person.number, ...(bank && { revision: String(bank.revision) }) }}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          { name: 'bank', label: t('fields.bank'), kind: 'text', required: true, value: bank?.bank ?? '' },
          {
            name: 'holder',
            label: t('fields.holder'),
            kind: 'text',
            required: true,
            value: bank?.holder ?? name,
          },
          { name: 'cardNumber', label: t('fields.cardNumber'), kind: 'text', required: true },
        ]}
      />
    </Dialog>
  )
}
