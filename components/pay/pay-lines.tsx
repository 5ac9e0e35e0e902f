import { purposes } from '@/db/schema/identities'
import type { Role } from '@/lib/actor'
import type { ContractRow } from '@/lib/contracts/queries'
import { agreePay, revealOwnPay, revealPay } from '@/lib/pay/actions'
import type { PayRow } from '@/lib/pay/queries'
import { allowanceKinds, inForce, maskedYuan, mayChangePay } from '@/lib/pay/rules'
import { useTranslations } from '@/lib/translations'
import { FieldLink } from '../fields/field-link'
import type { FileOwner } from '../identities/file-cards'
import { RevealValue } from '../identities/reveal-value'
import { useRevealWords } from '../identities/reveal-words'
import { type RecordField, RecordForm } from '../people/record-form'
import { DescList } from '../ui/desc-list'
import { Dialog } from '../ui/dialog'
import { MaskedValue } from '../ui/masked-value'

/** What a contract agrees on, masked: a line for each day from which it is other. `own` is one's own, and asks for no purpose. */
export function PayLines({
  contractId,
  pays,
  person,
  own = false,
  fieldsAt,
}: {
  contractId: string
  pays: PayRow[]
  person: FileOwner
  own?: boolean
  fieldsAt: string
}) {
  const t = useTranslations('pay')
  const rows = inForce(pays.filter(pay => pay.contractId === contractId))
  return (
    <DescList
      columns={1}
      items={[
        {
          label: t('title'),
          value:
            rows.length === 0 ? (
              t(own ? 'noneOwn' : 'none')
            ) : (
              <ul className="grid gap-1">
                {rows.map(pay => (
                  <li key={pay.id} className="flex flex-wrap items-center gap-x-3">
                    <span className="num text-ink-2">{t('from', { date: pay.startsOn })}</span>
                    <Masked pay={pay} person={person} own={own} />
                    {pay.version > 1 && (
                      <span className="text-ink-2 text-sm">{t('corrected', { reason: pay.reason })}</span>
                    )}
                  </li>
                ))}
              </ul>
            ),
          more: <FieldLink at={fieldsAt} field="agreedPay" />,
        },
      ]}
    />
  )
}

function Masked({ pay, person, own }: { pay: PayRow; person: FileOwner; own: boolean }) {
  const t = useTranslations('identities')
  const words = useRevealWords('pay', person.name)
  const masked = useTranslations('pay')('monthly', { amount: maskedYuan })
  if (own)
    return <RevealValue masked={masked} action={revealOwnPay} fields={{ payId: pay.id }} words={words} />
  return (
    <RevealValue
      masked={masked}
      action={revealPay}
      fields={{ number: person.number, payId: pay.id }}
      purposes={purposes
        .filter(one => one !== 'own')
        .map(one => ({ value: one, label: t(`purposes.${one}`) }))}
      words={words}
    />
  )
}

/** For roles that may not see the pay class: the field is there, with a lock and the reason. */
export function HiddenPay({ role, fieldsAt }: { role: Role; fieldsAt: string }) {
  const t = useTranslations('pay')
  return (
    <DescList
      columns={1}
      items={[
        {
          label: t('title'),
          value: <MaskedValue hidden={t(`hiddenFrom.${role}`)} />,
          more: <FieldLink at={fieldsAt} field="agreedPay" />,
        },
      ]}
    />
  )
}

/** What HR enters; nothing that is sealed is filled in. */
export function AgreePay({
  contract,
  whose,
  today,
  pays,
  hasFloor,
}: {
  contract: ContractRow
  whose: FileOwner
  today: string
  pays: PayRow[]
  /** Whether the post has a lowest pay on which probation may rest. */
  hasFloor: boolean
}) {
  const t = useTranslations('pay')
  const isFirst = !pays.some(pay => pay.contractId === contract.id)
  if (!isFirst && !mayChangePay(contract, today)) return null
  const money = (name: 'base' | 'probation' | (typeof allowanceKinds)[number]): RecordField => ({
    name,
    label: t(`fields.${name}`),
    kind: 'text',
    required: name === 'base',
  })
  const basis: RecordField = {
    name: 'probationBasis',
    label: t('fields.probationBasis'),
    kind: 'choice',
    hint: t('fields.probationBasisHint'),
    options: [{ value: 'post', label: t('fields.probationOfPost', { position: contract.position }) }],
  }
  return (
    <Dialog
      trigger={t(isFirst ? 'enter' : 'change')}
      variant="ghost"
      size="small"
      title={t(isFirst ? 'enterTitle' : 'changeTitle', { name: whose.name })}
      detail={t('detail')}
    >
      <RecordForm
        action={agreePay}
        fixed={{ contractId: contract.id }}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          {
            name: 'startsOn',
            label: t('fields.startsOn'),
            kind: 'date',
            required: true,
            value: isFirst ? contract.startsOn : today,
          },
          money('base'),
          ...allowanceKinds.map(money),
          ...(contract.probationEndsOn && (isFirst || contract.probationEndsOn > today)
            ? [{ ...money('probation'), hint: t('fields.probationHint') }, ...(hasFloor ? [basis] : [])]
            : []),
          ...(isFirst
            ? []
            : [
                {
                  name: 'reason',
                  label: t('fields.reason'),
                  kind: 'text' as const,
                  hint: t('fields.reasonHint'),
                },
              ]),
        ]}
      />
    </Dialog>
  )
}
