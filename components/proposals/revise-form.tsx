import type { Route } from 'next'
import { reviseProposal } from '@/lib/proposals/actions'
import type { Proposal } from '@/lib/proposals/queries'
import { unsealedOf } from '@/lib/proposals/rules'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { useProposedFields, useProposeWords } from './fields'
import { ProposeForm } from './propose-form'

/** A proposal that was sent back: its author changes it and hands it in again. What a file keeps sealed stands as proposed where it is left empty. */
export function ReviseProposal({
  number,
  proposal,
  base,
}: {
  number: string
  proposal: Proposal
  base: string
}) {
  const t = useTranslations('proposals')
  const fieldsFor = useProposedFields()
  const words = useProposeWords()
  const { kind, proposed } = proposal
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('form.title', { kind: t(`kinds.${kind}`) })} detail={t('form.detail')} />
      <Card>
        <ProposeForm
          action={reviseProposal}
          fixed={{ kind, number }}
          fields={fieldsFor(kind, unsealedOf(proposed?.values ?? {}))}
          reason={proposed?.reason ?? ''}
          then={`${base}/requests/${number}` as Route}
          words={words}
        />
      </Card>
    </div>
  )
}
