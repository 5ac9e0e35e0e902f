import type { Role } from '@/lib/actor'
import { formats, holdsPhones } from '@/lib/exports/rules'
import { type PeopleParams, peopleQuery } from '@/lib/people/input'
import { useTranslations } from '@/lib/translations'
import { pairsOf } from '@/lib/views/rules'
import { AskExport } from './ask-export'

/** 导出 on the employee list. */
export function ExportButton({ params, role }: { params: PeopleParams; role: Role }) {
  const t = useTranslations('exports')
  return (
    <AskExport
      query={pairsOf(peopleQuery(params))}
      words={{
        ask: t('ask'),
        title: t('askTitle'),
        detail: `${t('askDetail')} ${t(holdsPhones(role) ? 'withPhone' : 'withoutPhone')}`,
        format: t('format'),
        submit: t('submit'),
        asked: t('asked'),
      }}
      formats={formats.map(value => ({
        value,
        label: t(`formats.${value}`),
        detail: t(`formatDetails.${value}`),
      }))}
    />
  )
}
