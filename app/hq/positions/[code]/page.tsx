import { notFound } from 'next/navigation'
import { History } from '@/components/organisation/history'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { PageHeader } from '@/components/ui/page-header'
import { listHistory } from '@/lib/organisation/queries'
import { canMaintain, canReadTrail } from '@/lib/organisation/rules'
import { mayKeepPay, yuan } from '@/lib/pay/rules'
import { findFloor, findPosition } from '@/lib/positions/queries'
import { canCountHolders } from '@/lib/positions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { PositionButtons } from './position-buttons'

export async function generateMetadata({ params }: PageProps<'/hq/positions/[code]'>) {
  const { code } = await params
  const position = await query((tx, actor) => findPosition(tx, code, actor.today, false))
  return { title: position?.name }
}

export default async function PositionPage({ params }: PageProps<'/hq/positions/[code]'>) {
  const [t, { code }] = [await getTranslations('organisation'), await params]
  const { actor, position, floor, history } = await query(async (tx, actor) => {
    const position = await findPosition(tx, code, actor.today, canCountHolders(actor))
    const history = position && canReadTrail(actor) ? await listHistory(tx, [position.id]) : undefined
    const floor = position && mayKeepPay(actor.role) ? await findFloor(tx, position.id) : undefined
    return { actor, position, floor, history }
  })
  if (!position) notFound()
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('positions.title'), href: '/hq/positions' },
          { label: position.name },
        ]}
      />
      <PageHeader
        title={position.name}
        badge={position.retiredOn && <Badge>{t('positions.retiredOn', { date: position.retiredOn })}</Badge>}
        detail={position.holders !== null && t('positions.holders', { count: position.holders })}
        actions={
          canMaintain(actor) && !position.retiredOn && <PositionButtons position={position} floor={floor} />
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card
          title={t('positions.facts')}
          actions={
            canCountHolders(actor) && (
              <a className="text-hq-ink hover:underline" href={`/hq/people?position=${position.code}`}>
                {t('unit.allPeople')}
              </a>
            )
          }
        >
          <DescList
            items={[
              { label: t('fields.code'), value: position.code },
              { label: t('fields.family'), value: position.family },
              { label: t('fields.level'), value: <span className="num">{position.level}</span> },
              ...(mayKeepPay(actor.role)
                ? [
                    {
                      label: t('fields.lowestPay'),
                      value:
                        floor === undefined ? (
                          t('positions.noFloor')
                        ) : (
                          <span className="num">{t('positions.floor', { amount: yuan(floor) })}</span>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
        {history && <History rows={history} />}
      </div>
    </>
  )
}
