import { AgreementBadge } from '@/components/organisation/badges'
import { agreementFields } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { lastDayOf } from '@/lib/contracts/rules'
import { changeAgreement, signAgreement } from '@/lib/partners/actions'
import { useTranslations } from '@/lib/translations'
import type { DatedAgreement, PartnerPageData } from './partner-page'

export function AgreementsCard({ page, mayChange }: { page: PartnerPageData; mayChange: boolean }) {
  const t = useTranslations('organisation')
  return (
    <Card
      title={t('partners.agreementsTitle')}
      flush
      actions={
        mayChange && (
          <RecordDialog
            trigger={t('partners.sign')}
            size="small"
            detail={t('partners.signDetail')}
            action={signAgreement}
            hidden={{ partnerId: page.partner.id }}
            success={t('partners.signed')}
            fields={[
              {
                kind: 'text',
                name: 'number',
                label: t('fields.number'),
                required: true,
                wide: true,
              },
              ...agreementFields(t),
            ]}
          />
        )
      }
    >
      {page.agreements.length === 0 ? (
        <EmptyState
          icon={<Icon name="file-text" />}
          title={t('partners.noAgreements')}
          detail={t('partners.noAgreementsDetail')}
        />
      ) : (
        <ul className="divide-y divide-line">
          {page.agreements.map(agreement => (
            <AgreementLine key={agreement.id} agreement={agreement} mayChange={mayChange} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function AgreementLine({ agreement, mayChange }: { agreement: DatedAgreement; mayChange: boolean }) {
  const t = useTranslations('organisation')
  const limits = [
    agreement.headcountLimit && `${t('fields.headcountLimit')} ${agreement.headcountLimit}`,
    agreement.partnerWorkforce && `${t('fields.partnerWorkforce')} ${agreement.partnerWorkforce}`,
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-(--pad) py-2">
      <span className="grid gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <span className="num font-medium">{agreement.number}</span>
          <AgreementBadge state={agreement.state} kind={agreement.kind} />
        </span>
        <span className="num text-ink-2 text-sm">
          {t('partners.period', {
            from: agreement.startsOn,
            to: agreement.endsOn ? lastDayOf(agreement.endsOn) : t('partners.openEnd'),
          })}
          {limits.length > 0 && ` · ${limits.join(' · ')}`}
        </span>
        {agreement.note && <span className="text-ink-2 text-sm">{agreement.note}</span>}
      </span>
      {mayChange && (
        <RecordDialog
          trigger={t('actions.edit')}
          size="small"
          variant="ghost"
          title={t('partners.change')}
          detail={agreement.number}
          action={changeAgreement}
          hidden={{ agreementId: agreement.id, revision: `${agreement.revision}` }}
          submit={t('actions.save')}
          success={t('partners.changedAgreement')}
          fields={agreementFields(t, agreement)}
        />
      )}
    </li>
  )
}
