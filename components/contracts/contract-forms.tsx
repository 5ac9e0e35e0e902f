import { correctContract, endContractEarly, renewContract, signContract } from '@/lib/contracts/actions'
import type { ContractRow } from '@/lib/contracts/queries'
import { contractState, lastDayOf } from '@/lib/contracts/rules'
import { useTranslations } from '@/lib/translations'
import { type RecordField, RecordForm } from '../people/record-form'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'

type Speak = ReturnType<typeof useTranslations<'contracts'>>
type Whose = { number: string; name: string }
type Given = Partial<ContractRow>

const kinds = ['fixed_term', 'open_ended', 'task_based'] as const

/** What a contract says. A renewal has no first day to choose: it begins where the old one ends. */
function termFields(t: Speak, given: Given, withStart: boolean): RecordField[] {
  const day = (endsOn: string | null | undefined) => (endsOn ? lastDayOf(endsOn) : '')
  const field = (
    name: 'startsOn' | 'signedOn' | 'position' | 'place',
    kind: 'date' | 'text',
  ): RecordField => ({ name, label: t(`fields.${name}`), kind, required: true, value: given[name] ?? '' })
  return [
    {
      name: 'kind',
      label: t('fields.kind'),
      kind: 'choice',
      required: true,
      value: given.kind ?? 'fixed_term',
      options: kinds.map(value => ({ value, label: t(`kinds.${value}`) })),
    },
    field('signedOn', 'date'),
    ...(withStart ? [field('startsOn', 'date')] : []),
    {
      name: 'lastOn',
      label: t('fields.lastOn'),
      kind: 'date',
      value: day(given.endsOn),
      hint: t('fields.lastOnHint'),
    },
    {
      name: 'probationLastOn',
      label: t('fields.probationLastOn'),
      kind: 'date',
      value: day(given.probationEndsOn),
      hint: t('fields.probationHint'),
    },
    field('position', 'text'),
    field('place', 'text'),
    {
      name: 'byWish',
      label: t('fields.byWish'),
      kind: 'choice',
      hint: t('fields.byWishHint'),
      value: given.isFixedByWish ? 'yes' : '',
      options: [{ value: 'yes', label: t('fields.byWishYes') }],
    },
  ]
}

/** @param given what the form begins with: where the person works now */
export function SignContract({ whose, given }: { whose: Whose; given: Given }) {
  const t = useTranslations('contracts')
  return (
    <Dialog
      trigger={t('sign')}
      icon={<Icon name="plus" />}
      size="small"
      title={t('signTitle', { name: whose.name })}
    >
      <RecordForm
        action={signContract}
        fixed={{ number: whose.number }}
        submit={t('save')}
        optional={t('optional')}
        fields={termFields(t, given, true)}
      />
    </Dialog>
  )
}

/**
 * What can be done with a contract: ended early while it holds, corrected always. A renewal that was signed outside is entered while it ends
 * and nothing follows it; that is out of the way, because a renewal is asked for and approved.
 */
export function ContractVerbs({
  contract,
  whose,
  today,
  isRenewed,
}: {
  contract: ContractRow
  whose: Whose
  today: string
  isRenewed: boolean
}) {
  const t = useTranslations('contracts')
  const state = contractState(contract, today)
  const isOpen = contract.endedEarlyOn === null && !isRenewed
  return (
    <span className="flex flex-wrap gap-2">
      {isOpen && state !== 'ended' && <EndEarly contract={contract} whose={whose} />}
      <Correct contract={contract} whose={whose} />
      {isOpen && contract.endsOn !== null && (
        <details className="self-center">
          <summary className="cursor-pointer text-hq-ink text-sm">{t('more')}</summary>
          <Renew contract={contract} whose={whose} endsOn={contract.endsOn} />
        </details>
      )}
    </span>
  )
}

const seen = ({ id, revision }: ContractRow) => ({ contractId: id, revision: `${revision}` })

function Renew({ contract, whose, endsOn }: { contract: ContractRow; whose: Whose; endsOn: string }) {
  const t = useTranslations('contracts')
  const { position, place } = contract
  return (
    <Dialog
      trigger={t('renew')}
      variant="ghost"
      size="small"
      title={t('renewTitle', { name: whose.name })}
      detail={t('renewDetail', { date: endsOn })}
    >
      <RecordForm
        action={renewContract}
        fixed={seen(contract)}
        submit={t('renew')}
        optional={t('optional')}
        elsewhere={t('open')}
        fields={[
          ...termFields(t, { position, place }, false),
          {
            name: 'reason',
            label: t('fields.renewReason'),
            kind: 'text',
            required: true,
            hint: t('fields.renewReasonHint'),
          },
        ]}
      />
    </Dialog>
  )
}

function EndEarly({ contract, whose }: { contract: ContractRow; whose: Whose }) {
  const t = useTranslations('contracts')
  return (
    <Dialog
      trigger={t('endEarly')}
      variant="ghost"
      size="small"
      title={t('endEarlyTitle', { name: whose.name })}
    >
      <RecordForm
        action={endContractEarly}
        fixed={seen(contract)}
        submit={t('endEarly')}
        optional={t('optional')}
        danger
        fields={[
          { name: 'lastOn', label: t('fields.endEarlyLastOn'), kind: 'date', required: true },
          { name: 'reason', label: t('fields.endEarlyReason'), kind: 'text', required: true },
        ]}
      />
    </Dialog>
  )
}

function Correct({ contract, whose }: { contract: ContractRow; whose: Whose }) {
  const t = useTranslations('contracts')
  return (
    <Dialog
      trigger={t('correct')}
      variant="ghost"
      size="small"
      title={t('correctTitle', { name: whose.name })}
      detail={t('correctDetail')}
    >
      <RecordForm
        action={correctContract}
        fixed={seen(contract)}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          ...termFields(t, contract, true),
          { name: 'reason', label: t('fields.reason'), kind: 'text', required: true },
        ]}
      />
    </Dialog>
  )
}
