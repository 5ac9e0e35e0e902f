import {
  addDocument,
  removeDocument,
  replaceDocument,
  returnDocument,
  verifyDocument,
} from '@/lib/documents/actions'
import type { Scan, ScanVersion } from '@/lib/documents/queries'
import { openingPurposes } from '@/lib/documents/rules'
import { useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { LinkButton } from '../ui/button'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { DocumentForm } from './document-form'
import { OpenForm } from './open-form'
import { formWords, kindOptions } from './words'

/** How HR or a head gets a version: an identity document for a purpose, anything else at once. */
export function VersionLink({ number, scan, version }: { number: string; scan: Scan; version: ScanVersion }) {
  const t = useTranslations('documents')
  const input = useTranslations('input')
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
          missing: input('required'),
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
