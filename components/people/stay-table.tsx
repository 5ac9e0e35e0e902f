import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { Person } from '@/lib/people/queries'
import { covers, dayOfStay, lastDayThere, type Stay } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** Assignments, newest first, with what each rests on. `requestsAt` is the path of the portal's requests. */
export function StayTable({
  person,
  today,
  requestsAt,
  footer,
}: {
  person: Person
  today: string
  requestsAt: string
  footer?: ReactNode
}) {
  const t = useTranslations('people')
  if (person.stays.length === 0) return null
  return (
    <Card title={t('person.stays')} flush footer={footer}>
      <div className="overflow-x-auto">
        <Table caption={t('person.stays')} stickyHead={false}>
          <thead>
            <tr>
              <Th>{t('person.stay.place')}</Th>
              <Th>{t('person.stay.term')}</Th>
              <Th>{t('person.stay.request')}</Th>
            </tr>
          </thead>
          <tbody>
            {person.stays.toReversed().map((stay, index, all) => (
              <tr key={stay.id} id={`stay-${stay.id}`} className="scroll-mt-24 target:bg-hq-soft">
                <Td>
                  <span className="inline-flex items-baseline gap-2">
                    <span
                      className={clsx(
                        'own size-2.5 shrink-0 rounded-[2px]',
                        stay.unitKind === 'store' ? 'hatch bg-store' : 'bg-hq',
                      )}
                      aria-hidden
                    />
                    <span>
                      <span className={covers(stay, today) ? 'font-semibold' : ''}>{stay.unitName}</span>
                      <span className="block text-ink-2 text-sm">{stay.positionName}</span>
                    </span>
                  </span>
                </Td>
                <Td label={t('person.stay.term')} className="num max-sm:col-span-2">
                  <span>
                    <span className="whitespace-nowrap">{stay.startsOn} →</span>{' '}
                    <Until stay={stay} leftOn={person.leftOn} today={today} />
                  </span>
                </Td>
                <Td label={t('person.stay.request')} className="num max-sm:col-span-2">
                  {stay.requestNumber ? (
                    <a
                      className="whitespace-nowrap text-hq-ink hover:underline"
                      href={`${requestsAt}/${stay.requestNumber}`}
                    >
                      {stay.requestNumber}
                    </a>
                  ) : index === all.length - 1 && stay.startsOn === person.hiredOn ? (
                    t('person.stay.hire')
                  ) : (
                    '—'
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Card>
  )
}

function Until({ stay, leftOn, today }: { stay: Stay; leftOn: string | null; today: string }) {
  const t = useTranslations('people')
  const end = lastDayThere(stay.endsOn, leftOn)
  const isNow = covers(stay, today)
  return (
    <>
      <span className="whitespace-nowrap">
        {end ?? (isNow ? t('person.stay.now') : stay.startsOn > today ? t('person.stay.planned') : '—')}
      </span>
      {stay.unitKind === 'store' && isNow && (
        <span className="block whitespace-nowrap text-ink-2 text-sm">
          {t('dayInStore', { days: dayOfStay(stay.startsOn, today) ?? 0 })}
        </span>
      )}
    </>
  )
}
