import type { CustomField } from '@/lib/custom/queries'
import { useTranslations } from '@/lib/translations'

/** Says within which limits the values of a field are: how many characters of a text, how much of a number. */
export function useLimits(): (field: Pick<CustomField, 'kind' | 'least' | 'most'>) => string {
  const t = useTranslations('custom.limits')
  return ({ kind, least, most }) => {
    if (kind !== 'text' && kind !== 'number') return ''
    if (least === null) return most === null ? '' : t(`${kind}.most`, { most })
    return most === null ? t(`${kind}.least`, { least }) : t(`${kind}.both`, { least, most })
  }
}
