import { documentKinds, genders } from '@/db/schema/identities'
import { fieldsOf, type ProposalField, type ProposalKind, type Values } from '@/lib/proposals/rules'
import { useTranslations } from '@/lib/translations'
import type { ProposedField, ProposeWords } from './propose-form'

const types: Partial<Record<ProposalField, ProposedField['type']>> = {
  phone: 'tel',
  emergencyPhone: 'tel',
  email: 'email',
  documentKind: 'choice',
  gender: 'choice',
  birthDate: 'date',
  validUntil: 'date',
}

/** The fields of a kind of proposal; `values` fills in what the person proposed before. */
export function useProposedFields(): (kind: ProposalKind, values?: Values) => ProposedField[] {
  const t = useTranslations('proposals.fields')
  const identities = useTranslations('identities')
  const hints: Partial<Record<ProposalField, string>> = {
    documentNumber: identities('numberHint'),
    registeredAddress: identities('addressHint'),
  }
  const options: Partial<Record<ProposalField, { value: string; label: string }[]>> = {
    documentKind: documentKinds.map(value => ({ value, label: identities(`kinds.${value}`) })),
    gender: genders.map(value => ({ value, label: identities(`genders.${value}`) })),
  }
  return (kind, values = {}) =>
    fieldsOf[kind].map((name: ProposalField) => ({
      name,
      label: t(name),
      type: types[name] ?? 'text',
      ...(hints[name] && { hint: hints[name] }),
      ...(options[name] && { options: options[name] }),
      ...(values[name] && { value: values[name] }),
    }))
}

export function useProposeWords(): ProposeWords {
  const t = useTranslations('proposals.form')
  return {
    reason: t('reason'),
    reasonHint: t('reasonHint'),
    optional: t('optional'),
    submit: t('submit'),
    done: t('done'),
  }
}
