import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { audience, type FileField, fileFields, reachOf } from '@/lib/fields/rules'
import type { Person } from '@/lib/people/queries'
import { stayOn } from '@/lib/people/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { Table, Td, Th } from '../ui/table'

/** 谁能看: which roles see a field of somebody, and who that is at the moment. */
export function AudienceCard({
  field,
  person,
  today,
  looksAt,
}: {
  field: FileField
  person: Person
  today: string
  /** Where it is listed who looked at what is masked, for whoever may know. */
  looksAt?: string
}) {
  const t = useTranslations('fields')
  const format = useFormatter()
  const roles = useTranslations('account.roles')
  const name = t(`names.${field}`)
  const isMasked = reachOf(field, 'hr') === 'masked'
  return (
    <Card
      id="who"
      title={t('audience.title')}
      flush
      actions={
        isMasked &&
        looksAt && (
          <a href={looksAt} className="text-hq-ink hover:underline">
            {t('audience.looks')}
          </a>
        )
      }
      footer={t('audience.class', { class: t(`classes.${fileFields[field].class}`) })}
    >
      <Table caption={t('audience.caption', { field: name })} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('audience.role')}</Th>
            <Th>{t('audience.reach')}</Th>
            <Th>{t('audience.now')}</Th>
          </tr>
        </thead>
        <tbody>
          {audience.map(role => {
            const reach = reachOf(field, role)
            return (
              <tr key={role} data-reach={reach}>
                <Td>{role === 'employee' ? t('audience.self') : roles(role)}</Td>
                <Td label={t('audience.reach')} className="max-sm:col-span-2">
                  <span
                    className={clsx('inline-flex items-center gap-1.5', reach === 'none' && 'text-ink-3')}
                  >
                    <Icon name={reach === 'none' ? 'lock' : reach === 'masked' ? 'eye-off' : 'eye'} />
                    {t(`reaches.${reach}`)}
                  </span>
                </Td>
                <Td label={t('audience.now')} className="max-sm:col-span-2">
                  {whoNow({ field, role, person, today, t, format })}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}

type Asked = {
  field: FileField
  role: (typeof audience)[number]
  person: Person
  today: string
  t: ReturnType<typeof useTranslations<'fields'>>
  format: ReturnType<typeof useFormatter>
}

function whoNow({ field, role, person, today, t, format }: Asked): ReactNode {
  const reach = reachOf(field, role)
  if (reach === 'none') return '—'
  if (reach === 'own') return person.name
  if (reach === 'unit') return person.homeName
  if (reach !== 'store' && reach !== 'consent') return role === 'hr' ? t('audience.everybody') : '—'
  const now = stayOn(person.stays, today)
  if (now?.unitKind !== 'store') return t('audience.noStore')
  const consents = person.consents.some(one => one.withdrawnAt === null && one.unitName === now.unitName)
  const managers = format.list(person.managers, { style: 'narrow' }) || now.unitName
  if (reach === 'store') return managers
  if (!consents) return t('audience.notConsented', { store: now.unitName })
  return `${managers} · ${t('audience.consented', { store: now.unitName })}`
}
