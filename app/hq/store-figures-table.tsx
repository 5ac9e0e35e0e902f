import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import type { StoreFigures } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** The stores where most happens soon: who is there, who comes, whose stay ends. */
export function StoreFiguresTable({ stores }: { stores: StoreFigures[] }) {
  const t = useTranslations('people.workbench')
  return (
    <Card
      title={t('stores')}
      flush
      actions={
        <a href="/hq/stores" className="text-hq-ink hover:underline">
          {t('allStores')}
        </a>
      }
    >
      {stores.length === 0 && <EmptyState icon={<Icon name="building-store" />} title={t('noStores')} />}
      {stores.length > 0 && (
        <Table caption={t('caption')} stickyHead={false}>
          <thead>
            <tr>
              <Th>{t('store')}</Th>
              <Th>{t('city')}</Th>
              <Th>{t('partner')}</Th>
              <Th numeric>{t('people')}</Th>
              <Th numeric>{t('arriving')}</Th>
              <Th numeric>{t('ending')}</Th>
            </tr>
          </thead>
          <tbody>
            {stores.map(store => (
              <tr key={store.code}>
                <Td>
                  <RowLink href={`/hq/stores/${store.code}`}>{store.name}</RowLink>
                </Td>
                <Td label={t('city')}>{store.city}</Td>
                <Td label={t('partner')}>{store.partnerName ?? '—'}</Td>
                <Td label={t('people')} numeric>
                  <Count n={store.stationed} href={`/hq/people?view=store&store=${store.code}`} />
                </Td>
                <Td label={t('arriving')} numeric>
                  <Count n={store.arriving} href={`/hq/people?view=arriving&store=${store.code}`} />
                </Td>
                <Td label={t('ending')} numeric>
                  <Count n={store.ending} href={`/hq/transfers?tab=returns&store=${store.code}`} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

function Count({ n, href }: { n: number; href: string }) {
  if (n === 0) return <span className="text-ink-3">0</span>
  return (
    <a href={href} className="text-hq-ink hover:underline">
      {n}
    </a>
  )
}
