import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionButton } from '@/components/ui/action-button'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { dropFileRule } from '@/lib/completeness/actions'
import { type FileRule, listFamilies, listFileRules } from '@/lib/completeness/queries'
import { classOfItem, fileItems, filePlacements, mayKeepFileRules } from '@/lib/completeness/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'
import { RuleForm } from './rule-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('completeness.rules'))('title') }
}

/** 档案要求: what a file has to hold, by law and because the company wants it. */
export default async function FileRulesPage() {
  const t = await getTranslations('completeness')
  const { rules, families } = await query(async (tx, actor) =>
    mayKeepFileRules(actor.role)
      ? { rules: await listFileRules(tx), families: await listFamilies(tx) }
      : notFound(),
  )
  const legal = rules.filter(rule => rule.level === 'legal')
  const company = rules.filter(rule => rule.level === 'company')
  const addable = fileItems.filter(item => !legal.some(rule => rule.item === item))
  return (
    <div className="mx-auto max-w-4xl">
      <Breadcrumb items={[{ label: t('title'), href: '/hq/completeness' }, { label: t('rules.title') }]} />
      <PageHeader title={t('rules.title')} detail={t('rules.detail')} />
      <div className="grid gap-(--gap)">
        <Card title={t('rules.company')} flush>
          {company.length === 0 && <p className="p-(--pad) text-ink-2">{t('rules.none')}</p>}
          <RuleList rules={company} label={t('rules.company')} />
        </Card>
        <Card title={t('rules.add')}>
          <RuleForm
            items={addable.map(value => ({ value, label: t(`items.${value}`) }))}
            placements={filePlacements.map(value => ({ value, label: t(`rules.placements.${value}`) }))}
            families={families.map(value => ({ value, label: value }))}
            words={{
              item: t('rules.item'),
              placement: t('rules.placement'),
              family: t('rules.family'),
              anyFamily: t('rules.anyFamily'),
              isForStore: t('rules.isForStore'),
              submit: t('rules.submit'),
              added: t('rules.added'),
            }}
          />
        </Card>
        <Card title={t('rules.legal')} footer={t('rules.source')} flush>
          <RuleList rules={legal} label={t('rules.legal')} />
        </Card>
      </div>
    </div>
  )
}

function RuleList({ rules, label }: { rules: FileRule[]; label: string }) {
  const t = useTranslations('completeness')
  return (
    <ul aria-label={label}>
      {rules.map(rule => (
        <li
          key={rule.id}
          className="flex min-h-(--row-h) flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0"
        >
          <span className="grow font-semibold">{t(`items.${rule.item}`)}</span>
          <Badge icon={classOfItem(rule.item) === 'work' ? undefined : 'lock'}>
            {t(`classes.${classOfItem(rule.item)}`)}
          </Badge>
          {rule.isForStore && (
            <Badge tone="store" icon="building-store">
              {t('rules.forStore')}
            </Badge>
          )}
          <span className="text-ink-2">
            {t(`rules.placements.${rule.placement}`)}
            {rule.family && ` · ${t('rules.ofFamily', { family: rule.family })}`}
          </span>
          {rule.level === 'company' && (
            <ActionButton action={dropFileRule} fields={{ ruleId: rule.id }} size="small" variant="ghost">
              {t('rules.drop')}
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  )
}
