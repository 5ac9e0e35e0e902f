import type { ReactNode } from 'react'
import { purposes } from '@/db/schema/identities'
import type { Actor, Role } from '@/lib/actor'
import { reveal, revealOwn } from '@/lib/identities/actions'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { revealProposed } from '@/lib/proposals/actions'
import type { ProposalView } from '@/lib/proposals/queries'
import { type Change, type ProposalField, revealedAs } from '@/lib/proposals/rules'
import { useTranslations } from '@/lib/translations'
import { RevealValue, type RevealWords } from '../identities/reveal-value'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { DiffTable } from '../ui/diff-table'
import { MaskedValue } from '../ui/masked-value'

/** What a proposal changes, side by side. What a file keeps sealed is masked on both sides until somebody says what for. */
export function ProposalCard({
  view,
  number,
  fields: hiddenFields,
  person,
  actor,
}: {
  view: ProposalView | undefined
  number: string
  /** What it is about, for whoever may not read what it says. */
  fields: string[]
  person: { number: string; name: string }
  actor: Actor
}) {
  const t = useTranslations('proposals.card')
  const fields = useTranslations('proposals.fields')
  const identities = useTranslations('identities')
  if (!view) return <HiddenProposal fields={hiddenFields} role={actor.role} />
  const isOwn = actor.portal === 'me' && actor.employeeId === view.employeeId
  const mayReveal = isOwn || mayKeepIdentities(actor.role)
  const options = isOwn
    ? undefined
    : purposes.filter(one => one !== 'own').map(one => ({ value: one, label: identities(`purposes.${one}`) }))
  const wordsFor = (what: string): RevealWords => ({
    show: identities('reveal.show'),
    showWhat: identities('reveal.showWhat', { what }),
    title: identities('reveal.title', { what }),
    detail: identities('reveal.detail', { name: person.name }),
    purpose: identities('reveal.purpose'),
    note: identities('reveal.note'),
    noteHint: identities('reveal.noteHint'),
    optional: identities('optional'),
    submit: identities('reveal.submit'),
    hide: identities('reveal.hide'),
    seconds: identities('reveal.seconds', { n: '{n}' }),
  })
  const said = (field: Change['field'], value: string | null): ReactNode => {
    if (value === null) return <span className="text-ink-3">{t('empty')}</span>
    if (field === 'documentKind') return identities(`kinds.${value as 'id_card'}`)
    if (field === 'gender') return identities(`genders.${value as 'female'}`)
    return <span className="num">{value}</span>
  }
  const before = ({ field, from, isSealed }: Change): ReactNode => {
    const what = revealedAs[field]
    if (!isSealed || !mayReveal || !from || !what || view.state === 'applied') return said(field, from)
    return (
      <RevealValue
        masked={from}
        action={isOwn ? revealOwn : reveal}
        fields={isOwn ? { what } : { number: person.number, what }}
        {...(options && { purposes: options })}
        words={wordsFor(identities(`what.${what}`))}
      />
    )
  }
  const after = ({ field, to, isSealed }: Change): ReactNode => {
    if (!isSealed || !mayReveal) return said(field, to)
    return (
      <RevealValue
        masked={to}
        action={revealProposed}
        fields={{ number, field, ...(isOwn && { purpose: 'own' }) }}
        {...(options && { purposes: options })}
        words={wordsFor(t('showWhat', { what: fields(field) }))}
      />
    )
  }
  return (
    <Card title={t('title')} footer={identities('seenBy')} flush>
      {view.changes.length === 0 ? (
        <p className="p-(--pad) text-ink-2">{t('unreadable')}</p>
      ) : (
        <DiffTable
          caption={t('title')}
          rows={view.changes.map(change => ({
            label: fields(change.field),
            from: before(change),
            to: after(change),
            owner: 'hq',
          }))}
        />
      )}
      {view.reason && (
        <p className="whitespace-pre-line border-line border-t px-(--pad) py-2">
          <span className="me-2 text-ink-3">{t('reason')}</span>
          {view.reason}
        </p>
      )}
    </Card>
  )
}

/** For whoever follows the request without a right on the file: what it is about, and why what it says is not theirs to see. */
function HiddenProposal({ fields, role }: { fields: string[]; role: Role }) {
  const t = useTranslations('proposals')
  const said = t.has(`card.hiddenFrom.${role as 'executive'}`) ? (role as 'executive') : 'other'
  return (
    <Card title={t('card.title')} footer={t(`card.hiddenFrom.${said}`)}>
      <DescList
        columns={1}
        items={fields
          .filter(field => t.has(`fields.${field as ProposalField}`))
          .map(field => ({
            label: t(`fields.${field as ProposalField}`),
            value: <MaskedValue hidden={t('card.hidden')} />,
          }))}
      />
    </Card>
  )
}
