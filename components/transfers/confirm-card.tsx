import type { Place } from '@/lib/plans/queries'
import { getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { ConfirmTransfer } from './confirm-transfer'
import { Consent } from './consent'

/** 本人申请, when somebody else started it: the person reads, consents and confirms, or rejects in the page's header. */
export async function ConfirmCard({
  number,
  place,
  version,
  asksConsent,
}: {
  number: string
  place: Place
  version: string
  asksConsent: boolean
}) {
  const t = await getTranslations('transfers.consent')
  const done = await getTranslations('requests.done')
  const title = asksConsent ? t('title', { partner: place.partnerName ?? place.name }) : t('confirmTitle')
  return (
    <Card title={title} className="border-hq!">
      <ConfirmTransfer
        number={number}
        texts={{
          note: t('note'),
          submit: t(asksConsent ? 'confirm' : 'confirmPlain'),
          done: done('confirm'),
        }}
      >
        {asksConsent ? (
          <Consent place={place} version={version} />
        ) : (
          place.partnerId && <p>{t('standing', { store: place.name })}</p>
        )}
      </ConfirmTransfer>
    </Card>
  )
}
