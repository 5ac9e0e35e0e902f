import {
  correctCertificate,
  recordCertificate,
  removeCertificate,
  renewCertificate,
} from '@/lib/certificates/actions'
import type { CertificateRow } from '@/lib/certificates/queries'
import { useTranslations } from '@/lib/translations'
import { type RecordField, RecordForm } from '../people/record-form'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'

type Speak = ReturnType<typeof useTranslations<'certificates'>>
type Given = Partial<CertificateRow>

const kinds = ['health', 'education', 'skill', 'licence', 'other'] as const

function whatFields(t: Speak, given: Given): RecordField[] {
  return [
    {
      name: 'kind',
      label: t('fields.kind'),
      kind: 'choice',
      required: true,
      value: given.kind ?? 'health',
      options: kinds.map(value => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      name: 'name',
      label: t('fields.name'),
      kind: 'text',
      required: true,
      value: given.name ?? '',
      hint: t('fields.nameHint'),
    },
  ]
}

function paperFields(t: Speak, given: Given): RecordField[] {
  return [
    {
      name: 'issuedBy',
      label: t('fields.issuedBy'),
      kind: 'text',
      required: true,
      value: given.issuedBy ?? '',
    },
    {
      name: 'issuedOn',
      label: t('fields.issuedOn'),
      kind: 'date',
      required: true,
      value: given.issuedOn ?? '',
    },
    {
      name: 'expiresOn',
      label: t('fields.expiresOn'),
      kind: 'date',
      value: given.expiresOn ?? '',
      hint: t('fields.expiresHint'),
    },
    {
      name: 'paperNumber',
      label: t('fields.paperNumber'),
      kind: 'text',
      value: given.number ?? '',
      hint: t('fields.paperNumberHint'),
    },
  ]
}

export function RecordCertificate({ whose }: { whose: { number: string; name: string } }) {
  const t = useTranslations('certificates')
  return (
    <Dialog
      trigger={t('record')}
      icon={<Icon name="plus" />}
      size="small"
      title={t('recordTitle', { name: whose.name })}
    >
      <RecordForm
        action={recordCertificate}
        fixed={{ number: whose.number }}
        submit={t('save')}
        optional={t('optional')}
        fields={[...whatFields(t, {}), ...paperFields(t, {})]}
      />
    </Dialog>
  )
}

export function CertificateVerbs({ certificate }: { certificate: CertificateRow }) {
  const t = useTranslations('certificates')
  const { name, issuedBy } = certificate
  const seen = { certificateId: certificate.id, revision: `${certificate.revision}` }
  return (
    <span className="flex flex-wrap gap-2">
      {!certificate.isReplaced && (
        <Dialog trigger={t('renew')} size="small" title={t('renewTitle', { name })} detail={t('renewDetail')}>
          <RecordForm
            action={renewCertificate}
            fixed={seen}
            submit={t('save')}
            optional={t('optional')}
            fields={paperFields(t, { issuedBy })}
          />
        </Dialog>
      )}
      <Dialog trigger={t('correct')} variant="ghost" size="small" title={t('correctTitle', { name })}>
        <RecordForm
          action={correctCertificate}
          fixed={seen}
          submit={t('save')}
          optional={t('optional')}
          fields={[
            ...whatFields(t, certificate),
            ...paperFields(t, certificate),
            { name: 'reason', label: t('fields.reason'), kind: 'text', required: true },
          ]}
        />
      </Dialog>
      <ConfirmForm
        action={removeCertificate}
        fields={seen}
        trigger={t('remove')}
        variant="ghost"
        size="small"
        title={t('removeTitle', { name })}
        detail={t('removeDetail')}
        submit={t('remove')}
        reason={{ name: 'reason', label: t('fields.reason'), required: true }}
      />
    </span>
  )
}
