import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useLimits } from '@/components/custom/limits'
import { ActionButton } from '@/components/ui/action-button'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { changeField, defineField, moveField, retireField } from '@/lib/custom/actions'
import { type CustomField, listFields } from '@/lib/custom/queries'
import { customClasses, customKeepers, customKinds, mayDefineFields } from '@/lib/custom/rules'
import { query } from '@/lib/session'
import { getTranslations, useFormatter, useTranslations } from '@/lib/translations'
import { FieldForm, type FieldFormWords } from './field-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('custom'))('page.title') }
}

/** 自定义字段: what HR keeps of people besides what is built in, defined without code. */
export default async function CustomFieldsPage() {
  const t = await getTranslations('custom')
  const completeness = await getTranslations('completeness')
  const fields = await query(async (tx, actor) => (mayDefineFields(actor.role) ? listFields(tx) : notFound()))
  const [inUse, retired] = [fields.filter(one => !one.retiredAt), fields.filter(one => one.retiredAt)]
  return (
    <div className="mx-auto max-w-5xl">
      <Breadcrumb
        items={[{ label: completeness('title'), href: '/hq/completeness' }, { label: t('page.title') }]}
      />
      <PageHeader title={t('page.title')} detail={t('page.detail')} actions={<Define />} />
      <div className="grid gap-(--gap)">
        <Card title={t('page.inUse')} flush>
          {inUse.length === 0 ? (
            <EmptyState icon={<Icon name="tags" />} title={t('none')} detail={t('noneDetail')} />
          ) : (
            <FieldList fields={inUse} label={t('page.inUse')} />
          )}
        </Card>
        {retired.length > 0 && (
          <Card title={t('page.retired')} footer={t('page.retiredDetail')} flush>
            <FieldList fields={retired} label={t('page.retired')} />
          </Card>
        )}
      </div>
    </div>
  )
}

function FieldList({ fields, label }: { fields: CustomField[]; label: string }) {
  const t = useTranslations('custom')
  const format = useFormatter()
  const limitsOf = useLimits()
  const isEnglish = useLocale() === 'en'
  return (
    <ul aria-label={label}>
      {fields.map((field, place) => (
        <li
          key={field.id}
          className="grid items-center gap-x-4 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 md:grid-cols-[minmax(0,1fr)_auto]"
        >
          <span className="grid min-w-0 gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <span className="wrap-anywhere font-semibold">{field.name}</span>
              <span className="wrap-anywhere text-ink-2" lang="en">
                {field.nameEn}
              </span>
              <Badge icon={field.class === 'work' ? undefined : 'lock'}>{t(`classes.${field.class}`)}</Badge>
              {field.isRequired && (
                <Badge tone="warn" icon="flag">
                  {t('required')}
                </Badge>
              )}
            </span>
            <span className="text-ink-2 text-sm">
              {[
                t(`kinds.${field.kind}`),
                t(`keepers.${field.keeper}`),
                limitsOf(field),
                format.list(isEnglish ? field.choicesEn : field.choices, { style: 'narrow' }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <span className="verbs flex flex-wrap gap-1">
            {!field.retiredAt && (
              <>
                {place > 0 && (
                  <ActionButton
                    action={moveField}
                    fields={{ fieldId: field.id, by: 'up' }}
                    label={`${t('up')} ${field.name}`}
                    size="small"
                    variant="ghost"
                  >
                    {t('up')}
                  </ActionButton>
                )}
                {place < fields.length - 1 && (
                  <ActionButton
                    action={moveField}
                    fields={{ fieldId: field.id, by: 'down' }}
                    label={`${t('down')} ${field.name}`}
                    size="small"
                    variant="ghost"
                  >
                    {t('down')}
                  </ActionButton>
                )}
                <Change field={field} />
              </>
            )}
            {field.retiredAt ? (
              <ActionButton
                action={retireField}
                fields={{ fieldId: field.id, revision: String(field.revision) }}
                label={`${t('resume')} ${field.name}`}
                size="small"
                variant="ghost"
              >
                {t('resume')}
              </ActionButton>
            ) : (
              <ConfirmForm
                trigger={t('retire')}
                triggerLabel={`${t('retire')} ${field.name}`}
                size="small"
                variant="ghost"
                title={t('retireTitle', { name: field.name })}
                detail={t('retireDetail')}
                action={retireField}
                fields={{ fieldId: field.id, revision: String(field.revision) }}
                submit={t('retire')}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function useFormWords(): FieldFormWords {
  const t = useTranslations('custom')
  return {
    name: t('form.name'),
    nameEn: t('form.nameEn'),
    kind: t('form.kind'),
    class: t('form.class'),
    classHint: t('form.classHint'),
    keeper: t('form.keeper'),
    choices: t('form.choices'),
    choicesHint: t('form.choicesHint'),
    least: t('form.least'),
    most: t('form.most'),
    boundsHint: t('form.boundsHint'),
    isRequired: t('form.isRequired'),
    optional: t('form.optional'),
    save: t('save'),
  }
}

function Define() {
  const t = useTranslations('custom')
  return (
    <Dialog trigger={t('define')} variant="primary" icon={<Icon name="plus" />} title={t('define')}>
      <FieldForm
        action={defineField}
        fixed={{}}
        kinds={customKinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
        classes={customClasses.map(value => ({ value, label: t(`classes.${value}`) }))}
        seenBy={Object.fromEntries(customClasses.map(value => [value, t(`seenBy.${value}`)]))}
        keepers={customKeepers.map(value => ({ value, label: t(`keepers.${value}`) }))}
        words={useFormWords()}
      />
    </Dialog>
  )
}

function Change({ field }: { field: CustomField }) {
  const t = useTranslations('custom')
  return (
    <Dialog
      trigger={t('change')}
      triggerLabel={`${t('change')} ${field.name}`}
      size="small"
      variant="ghost"
      title={field.name}
      detail={t('changeDetail')}
    >
      <FieldForm
        action={changeField}
        fixed={{ fieldId: field.id, revision: String(field.revision) }}
        keepers={customKeepers.map(value => ({ value, label: t(`keepers.${value}`) }))}
        field={{
          name: field.name,
          nameEn: field.nameEn,
          keeper: field.keeper,
          isRequired: field.isRequired,
          least: field.least === null ? '' : String(field.least),
          most: field.most === null ? '' : String(field.most),
          choices: field.choices.map((choice, place) => `${choice} | ${field.choicesEn[place]}`).join('\n'),
          hasBounds: field.kind === 'text' || field.kind === 'number',
          hasChoices: field.kind === 'choice',
        }}
        words={useFormWords()}
      />
    </Dialog>
  )
}
