import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checklist } from '@/components/ui/checklist'
import { DescList } from '@/components/ui/desc-list'
import { MaskedValue } from '@/components/ui/masked-value'
import { OwnershipTag } from '@/components/ui/ownership-tag'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'

export function DetailSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="detail">
      <Card
        title={
          <span className="flex items-center gap-2">
            <Avatar name={t('people.li')} owner="both" />
            {t('people.li')}
          </span>
        }
        actions={<OwnershipTag home={t('units.hq')} store={t('units.tianyaoShort')} />}
      >
        <DescList
          columns={3}
          items={[
            { label: t('columns.position'), value: t('positions.headChef') },
            { label: t('facts.hired'), value: '2024-03-01' },
            { label: t('facts.contract'), value: '2027-02-28' },
            { label: t('facts.manager'), value: t('facts.managers') },
            { label: t('facts.home'), value: t('units.dining') },
            {
              label: t('facts.idNumber'),
              value: (
                <MaskedValue
                  masked="4403***********21"
                  reveal={
                    <Button size="small" variant="ghost">
                      {t('actions.show')}
                    </Button>
                  }
                />
              ),
            },
            { label: t('facts.pay'), value: <MaskedValue hidden={t('facts.hiddenFromStore')} /> },
          ]}
        />
      </Card>
      <Card title={t('nav.transfers')}>
        <Checklist
          items={[
            { id: '1', label: t('effects.courses'), done: true },
            { id: '2', label: t('effects.roster'), done: false, detail: t('due.soon') },
          ]}
        />
      </Card>
    </Section>
  )
}
