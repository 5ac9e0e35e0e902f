import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordForm } from '@/components/people/record-form'
import { getWhen } from '@/components/requests/when'
import { ActionButton } from '@/components/ui/action-button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { endHold, placeHold } from '@/lib/rights/actions'
import { listHolds } from '@/lib/rights/queries'
import { mayAnswerRights } from '@/lib/rights/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { RightsFrame } from '../frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.holds'))('title') }
}

/** 保全: whose data is not erased while a dispute lasts. */
export default async function HoldsPage() {
  const { actor, holds } = await query(async (tx, actor) =>
    mayAnswerRights(actor.role) ? { actor, holds: await listHolds(tx) } : notFound(),
  )
  const t = await getTranslations('rights')
  const when = await getWhen(actor.now)
  return (
    <RightsFrame
      current="holds"
      detail={t('holds.detail')}
      actions={
        <Dialog
          trigger={t('holds.place')}
          icon={<Icon name="lock" />}
          title={t('holds.place')}
          detail={t('holds.detail')}
        >
          <RecordForm
            action={placeHold}
            submit={t('holds.place')}
            optional=""
            fields={[
              { name: 'employee', label: t('holds.employee'), kind: 'text', required: true },
              { name: 'reason', label: t('holds.reason'), kind: 'text', required: true },
            ]}
          />
        </Dialog>
      }
      empty={{ icon: 'lock', title: t('holds.empty'), detail: t('holds.detail') }}
    >
      {holds.length > 0 && (
        <ul className="divide-y divide-line">
          {holds.map(hold => (
            <li key={hold.id} className="flex flex-wrap items-center justify-between gap-3 px-(--pad) py-3">
              <div className="min-w-0">
                <p>
                  <a className="font-semibold hover:underline" href={`/hq/people/${hold.employeeNumber}`}>
                    {hold.employeeName}
                  </a>{' '}
                  <span className="num text-ink-3 text-sm">{hold.employeeNumber}</span>
                </p>
                <p>{hold.reason}</p>
                <p className="num text-ink-3 text-sm">
                  {t('holds.by', { name: hold.placedByName, date: when.day(new Date(hold.placedAt)) })}
                </p>
              </div>
              <ActionButton action={endHold} fields={{ holdId: hold.id }} size="small">
                {t('holds.end')}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </RightsFrame>
  )
}
