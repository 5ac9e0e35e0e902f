import type { ReactNode } from 'react'
import { purposes } from '@/db/schema/identities'
import type { Role } from '@/lib/actor'
import type { FileField } from '@/lib/fields/rules'
import { reveal, revealOwn } from '@/lib/identities/actions'
import type { RevealedHere } from '@/lib/identities/input'
import type { MaskedFile } from '@/lib/identities/queries'
import { useTranslations } from '@/lib/translations'
import { FieldLink } from '../fields/field-link'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { MaskedValue } from '../ui/masked-value'
import { RevealValue } from './reveal-value'
import { useRevealWords } from './reveal-words'

export type FileOwner = { number: string; name: string }

/** The identity class of a file. `own` is one's own, and asks for no purpose; `fieldsAt` is the path of the pages about single fields. */
export function IdentityFile({
  file,
  person,
  own = false,
  fieldsAt,
  actions,
}: {
  file: MaskedFile
  person: FileOwner
  own?: boolean
  fieldsAt: string
  actions?: ReactNode
}) {
  const t = useTranslations('identities')
  const { identity } = file
  const more = (field: FileField) => <FieldLink at={fieldsAt} field={field} />
  const masked = (what: RevealedHere, value: string | null) =>
    value ? <Masked what={what} value={value} person={person} own={own} /> : t('unknown')
  return (
    <Card title={t('title')} actions={actions} footer={<SeenBy />}>
      {file.isErased && <Banner tone="warn">{t('erased')}</Banner>}
      {identity ? (
        <DescList
          columns={1}
          items={[
            { label: t('fields.kind'), value: t(`kinds.${identity.kind}`) },
            {
              label: t('fields.documentNumber'),
              value: masked('number', identity.number),
              more: more('documentNumber'),
            },
            { label: t('fields.gender'), value: t(`genders.${identity.gender}`), more: more('gender') },
            {
              label: t('fields.birthDate'),
              value: masked('birthDate', identity.birthDate),
              more: more('birthDate'),
            },
            {
              label: t('fields.validUntil'),
              value: identity.validUntil ? <span className="num">{identity.validUntil}</span> : t('noEnd'),
              more: more('validUntil'),
            },
            {
              label: t('fields.registeredAddress'),
              value: masked('registeredAddress', identity.registeredAddress),
              more: more('registeredAddress'),
            },
            {
              label: t('fields.currentAddress'),
              value: masked('currentAddress', identity.currentAddress),
              more: more('currentAddress'),
            },
          ]}
        />
      ) : (
        <p className="text-ink-2">{t(own ? 'emptyOwn' : 'empty')}</p>
      )}
    </Card>
  )
}

/** Where pay goes: the pay class. */
export function BankFile({
  file: { bank },
  person,
  own = false,
  fieldsAt,
  actions,
}: {
  file: MaskedFile
  person: FileOwner
  own?: boolean
  fieldsAt: string
  actions?: ReactNode
}) {
  const t = useTranslations('identities')
  return (
    <Card title={t('bankTitle')} actions={actions} footer={<SeenBy />}>
      {bank ? (
        <DescList
          columns={1}
          items={[
            { label: t('fields.bank'), value: bank.bank, more: <FieldLink at={fieldsAt} field="bank" /> },
            { label: t('fields.holder'), value: bank.holder },
            {
              label: t('fields.cardNumber'),
              value: bank.number ? (
                <Masked what="bankNumber" value={bank.number} person={person} own={own} />
              ) : (
                t('unknown')
              ),
              more: <FieldLink at={fieldsAt} field="cardNumber" />,
            },
          ]}
        />
      ) : (
        <p className="text-ink-2">{t('bankEmpty')}</p>
      )}
    </Card>
  )
}

/** For roles that may not see these classes: the fields are there, with a lock and the reason, never as a gap. */
export function HiddenFile({ role, fieldsAt }: { role: Role; fieldsAt: string }) {
  const t = useTranslations('identities')
  const value = <MaskedValue hidden={t(`hiddenFrom.${role}`)} />
  const item = (name: (typeof hiddenFields)[number]) => ({
    label: t(`fields.${name}`),
    value,
    more: <FieldLink at={fieldsAt} field={name} />,
  })
  return (
    <>
      <Card title={t('title')} footer={<SeenBy />}>
        <DescList columns={1} items={hiddenFields.slice(0, 5).map(item)} />
      </Card>
      <Card title={t('bankTitle')} footer={<SeenBy />}>
        <DescList columns={1} items={hiddenFields.slice(5).map(item)} />
      </Card>
    </>
  )
}

const hiddenFields = [
  'documentNumber',
  'gender',
  'birthDate',
  'registeredAddress',
  'currentAddress',
  'bank',
  'cardNumber',
] as const

function SeenBy() {
  const t = useTranslations('identities')
  return <p>{t('seenBy')}</p>
}

function Masked({
  what,
  value,
  person,
  own,
}: {
  what: RevealedHere
  value: string
  person: FileOwner
  own: boolean
}) {
  const t = useTranslations('identities')
  const words = useRevealWords(what, person.name)
  if (own) return <RevealValue masked={value} action={revealOwn} fields={{ what }} words={words} />
  return (
    <RevealValue
      masked={value}
      action={reveal}
      fields={{ number: person.number, what }}
      purposes={purposes
        .filter(one => one !== 'own')
        .map(one => ({ value: one, label: t(`purposes.${one}`) }))}
      words={words}
    />
  )
}
