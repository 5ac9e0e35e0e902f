import {
  addDocument,
  askForDocument,
  removeDocument,
  replaceDocument,
  returnDocument,
  verifyDocument,
  withdrawAsk,
} from '@/lib/documents/actions'
import type { Ask, Scan, ScanVersion } from '@/lib/documents/queries'
import { openingPurposes } from '@/lib/documents/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { DocumentForm } from './document-form'
import { OpenForm } from './open-form'
import { formWords, kindOptions } from './words'

/** How HR or a head gets a version: an identity document for a purpose, anything else at once. */
export function VersionLink({ number, scan, version }: { number: string; scan: Scan; version: ScanVersion }) {
  const t = useTranslations('documents')
  const to = `/hq/people/${number}/attachments/${version.id}`
  if (scan.class === 'work')
    return (
      <LinkButton href={to} size="small" download>
        {t('download')}
      </LinkButton>
    )
  return (
    <Dialog
      trigger={t('open')}
      size="small"
      icon={<Icon name="lock" />}
      title={t('openTitle', { title: scan.title || t(`kinds.${scan.kind}`) })}
      detail={t('openDetail')}
    >
      <OpenForm
        to={to}
        purposes={openingPurposes.map(value => ({ value, label: t(`purposes.${value}`) }))}
        words={{
          purpose: t('purpose'),
          note: t('note'),
          optional: t('fields.optional'),
          submit: t('open'),
        }}
      />
    </Dialog>
  )
}

/** What HR does with a document. */
export function DocumentVerbs({ scan }: { scan: Scan }) {
  const t = useTranslations('documents')
  const title = scan.title || t(`kinds.${scan.kind}`)
  const fields = { documentId: scan.id, revision: `${scan.revision}` }
  const reason = { name: 'reason', label: t('reason'), required: true }
  return (
    <>
      {scan.state === 'unverified' && (
        <>
          <ActionButton action={verifyDocument} fields={fields} size="small" variant="primary">
            {t('verify')}
          </ActionButton>
          <ConfirmForm
            action={returnDocument}
            fields={fields}
            trigger={t('return')}
            size="small"
            title={t('returnTitle', { title })}
            detail={t('returnDetail')}
            submit={t('return')}
            reason={{ ...reason, hint: t('reasonHint') }}
          />
        </>
      )}
      <ReplaceVerb scan={scan} trigger={t('replace')} />
      <ConfirmForm
        action={removeDocument}
        fields={fields}
        trigger={t('remove')}
        size="small"
        variant="danger"
        title={t('removeTitle', { title })}
        detail={t('removeDetail')}
        submit={t('remove')}
        reason={reason}
      />
    </>
  )
}

export function ReplaceVerb({ scan, trigger }: { scan: Scan; trigger: string }) {
  const t = useTranslations('documents')
  return (
    <Dialog
      trigger={trigger}
      size="small"
      title={t('replaceTitle', { title: scan.title || t(`kinds.${scan.kind}`) })}
      detail={t('replaceDetail')}
    >
      <DocumentForm
        action={replaceDocument}
        hidden={{ documentId: scan.id, revision: `${scan.revision}` }}
        words={formWords(t, trigger, t('replaced'))}
        expiresOn={scan.expiresOn ?? ''}
      />
    </Dialog>
  )
}

export function AddDocument({ person }: { person: { number: string; name: string } }) {
  const t = useTranslations('documents')
  return (
    <Dialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      title={t('addTitle', { name: person.name })}
    >
      <DocumentForm
        action={addDocument}
        hidden={{ number: person.number }}
        words={formWords(t, t('add'), t('added'))}
        kinds={kindOptions(t)}
      />
    </Dialog>
  )
}

/** Asks the person to send what is missing. */
export function AskVerb({ person }: { person: { number: string; name: string } }) {
  const t = useTranslations('documents')
  return (
    <ConfirmForm
      action={askForDocument}
      fields={{ number: person.number }}
      trigger={t('ask')}
      icon={<Icon name="send" />}
      title={t('askTitle', { name: person.name })}
      detail={t('askDetail')}
      submit={t('ask')}
      category={{ name: 'kind', label: t('fields.kind'), options: kindOptions(t), empty: '' }}
      reason={{ name: 'reason', label: t('reason'), hint: t('reasonHint'), required: true }}
    />
  )
}

/** What the person was asked for and has not sent yet. */
export function AskList({ asks, now }: { asks: Ask[]; now: Date }) {
  const t = useTranslations('documents')
  const format = useFormatter()
  return (
    <Card title={t('asks')} flush>
      <ul className="divide-y divide-line">
        {asks.map(ask => (
          <li key={ask.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2">
            <span className="font-medium">{t(`kinds.${ask.kind}`)}</span>
            <span className="min-w-0 text-ink-2 text-sm">
              {t('askedBy', {
                name: ask.askedByName,
                when: format.relativeTime(new Date(ask.askedAt), now),
                reason: ask.reason,
              })}
            </span>
            <span className="ms-auto">
              <ActionButton action={withdrawAsk} fields={{ askId: ask.id }} size="small" variant="ghost">
                {t('withdraw')}
              </ActionButton>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
