import { purposes } from '@/db/schema/identities'
import type { Role } from '@/lib/actor'
import { askExport, askMonth, askRegister } from '@/lib/exports/actions'
import { formats, holdsPhones } from '@/lib/exports/rules'
import { type PeopleParams, peopleQuery } from '@/lib/people/input'
import { useTranslations } from '@/lib/translations'
import { pairsOf } from '@/lib/views/rules'
import { AskExport, type PurposeWords } from './ask-export'

/** 导出 on the employee list: all that it finds, or those who were ticked. */
export function ExportButton({
  params,
  ticked = [],
  role,
}: {
  params: PeopleParams
  ticked?: string[]
  role: Role
}) {
  const t = useTranslations('exports')
  return (
    <AskExport
      action={askExport}
      query={[...pairsOf(peopleQuery(params)), ...ticked.map((number): [string, string] => ['n', number])]}
      words={{
        ...useWords(),
        title: t('askTitle'),
        detail: `${t(ticked.length > 0 ? 'askTickedDetail' : 'askDetail', { n: ticked.length })} ${t(holdsPhones(role) ? 'withPhone' : 'withoutPhone')}`,
      }}
      formats={useFormats()}
    />
  )
}

/** The same on the staff register. */
export function ExportRegister({ unit }: { unit: string | undefined }) {
  const t = useTranslations('exports')
  return (
    <AskExport
      action={askRegister}
      query={unit ? [['unit', unit]] : []}
      words={{ ...useWords(), title: t('askRegister'), detail: t('askRegisterDetail') }}
      formats={useFormats()}
      purpose={usePurposes()}
    />
  )
}

/** The same on a month of insurance. */
export function ExportMonth({ month }: { month: string }) {
  const t = useTranslations('exports')
  return (
    <AskExport
      action={askMonth}
      query={[['month', month]]}
      words={{ ...useWords(), title: t('askMonth', { month }), detail: t('askMonthDetail') }}
      formats={useFormats()}
      purpose={usePurposes()}
    />
  )
}

function useWords() {
  const t = useTranslations('exports')
  return { ask: t('ask'), format: t('format'), submit: t('submit'), asked: t('asked') }
}

function useFormats() {
  const t = useTranslations('exports')
  return formats.map(value => ({
    value,
    label: t(`formats.${value}`),
    detail: t(`formatDetails.${value}`),
  }))
}

function usePurposes(): PurposeWords {
  const t = useTranslations('exports')
  const identities = useTranslations('identities')
  return {
    purpose: t('contents'),
    hint: t('contentsHint'),
    masked: t('contentsMasked'),
    options: purposes
      .filter(one => one !== 'own')
      .map(one => ({
        value: one,
        label: t('contentsOpen', { purpose: identities(`purposes.${one}`) }),
      })),
    note: identities('reveal.note'),
    noteHint: identities('reveal.noteHint'),
    optional: identities('optional'),
  }
}
