import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { useLocale } from 'next-intl'
import { RecordDialog } from '@/components/organisation/record-dialog'
import type { FieldSpec } from '@/components/organisation/record-form'
import { ActionButton } from '@/components/ui/action-button'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { leavingClasses, noticeRules } from '@/db/schema/careers'
import { citationIn } from '@/lib/citation'
import { addReason, changeReason, moveReason, retireReason } from '@/lib/reasons/actions'
import { type KeptReason, listKeptReasons } from '@/lib/reasons/queries'
import { mayKeepReasons } from '@/lib/reasons/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leavings.reasons'))('title') }
}

/** 离职原因: the catalogue that everybody who enters a leaving chooses from. */
export default async function LeavingReasonsPage() {
  const t = await getTranslations('leavings')
  const portals = await getTranslations('account.portals')
  const reasons = await query(async (tx, actor) => (mayKeepReasons(actor) ? listKeptReasons(tx) : notFound()))
  const [inUse, retired] = [reasons.filter(one => !one.retiredOn), reasons.filter(one => one.retiredOn)]
  return (
    <div className="mx-auto max-w-5xl">
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('title'), href: '/hq/leavings' },
          { label: t('reasons.title') },
        ]}
      />
      <PageHeader title={t('reasons.title')} detail={t('reasons.detail')} actions={<Add />} />
      <div className="grid gap-(--gap)">
        <Card title={t('reasons.inUse')} flush>
          <ReasonList reasons={inUse} label={t('reasons.inUse')} />
        </Card>
        {retired.length > 0 && (
          <Card title={t('reasons.retired')} footer={t('reasons.retiredDetail')} flush>
            <ReasonList reasons={retired} label={t('reasons.retired')} />
          </Card>
        )}
      </div>
    </div>
  )
}

function ReasonList({ reasons, label }: { reasons: KeptReason[]; label: string }) {
  const t = useTranslations('leavings')
  const locale = useLocale()
  return (
    <ul aria-label={label}>
      {reasons.map((reason, place) => (
        <li
          key={reason.id}
          className="grid items-center gap-x-4 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 md:grid-cols-[minmax(0,1fr)_auto]"
        >
          <span className="grid gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-semibold" lang="zh-CN">
                {reason.name}
              </span>
              <span className="text-ink-2" lang="en">
                {reason.nameEn}
              </span>
              <Badge>{t(`classes.${reason.class}`)}</Badge>
            </span>
            <span className="text-ink-2 text-sm">
              {[
                t(`reasons.notices.${reason.notice}`),
                citationIn(locale, reason.source),
                t('reasons.used', { n: reason.used }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <span className="flex flex-wrap gap-1">
            {!reason.retiredOn && (
              <>
                {place > 0 && <Move reason={reason} by="up" />}
                {place < reasons.length - 1 && <Move reason={reason} by="down" />}
                <Change reason={reason} />
              </>
            )}
            <ActionButton
              action={retireReason}
              fields={{ reasonId: reason.id, revision: String(reason.revision) }}
              size="small"
              variant="ghost"
            >
              {t(reason.retiredOn ? 'reasons.resume' : 'reasons.retire')}
            </ActionButton>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Move({ reason, by }: { reason: KeptReason; by: 'up' | 'down' }) {
  const t = useTranslations('leavings.reasons')
  return (
    <ActionButton action={moveReason} fields={{ reasonId: reason.id, by }} size="small" variant="ghost">
      {t(by)}
    </ActionButton>
  )
}

function useWordFields(reason?: KeptReason): FieldSpec[] {
  const t = useTranslations('leavings.reasons')
  const field = (name: 'name' | 'nameEn' | 'source', required: boolean): FieldSpec => ({
    kind: 'text',
    name,
    label: t(name),
    required,
    wide: name === 'source',
    ...(name === 'source' && { hint: t('sourceHint') }),
    ...(reason && { defaultValue: reason[name] }),
  })
  return [field('name', true), field('nameEn', true), field('source', false)]
}

function Add() {
  const t = useTranslations('leavings')
  const words = useWordFields()
  return (
    <RecordDialog
      trigger={t('reasons.add')}
      variant="primary"
      icon={<Icon name="plus" />}
      detail={t('reasons.addDetail')}
      action={addReason}
      success={t('reasons.added')}
      fields={[
        {
          kind: 'select',
          name: 'class',
          label: t('reasons.class'),
          required: true,
          options: leavingClasses.map(value => ({ value, label: t(`classes.${value}`) })),
        },
        {
          kind: 'select',
          name: 'notice',
          label: t('reasons.notice'),
          required: true,
          options: noticeRules.map(value => ({ value, label: t(`reasons.notices.${value}`) })),
        },
        ...words,
      ]}
    />
  )
}

function Change({ reason }: { reason: KeptReason }) {
  const t = useTranslations('leavings.reasons')
  return (
    <RecordDialog
      trigger={t('change')}
      title={reason.name}
      submit={t('save')}
      size="small"
      variant="ghost"
      detail={t('changeDetail')}
      action={changeReason}
      hidden={{ reasonId: reason.id, revision: String(reason.revision) }}
      success={t('changed')}
      fields={useWordFields(reason)}
    />
  )
}
