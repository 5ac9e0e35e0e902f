import { getLocale } from 'next-intl/server'
import type { NamedStage } from '@/lib/definitions/queries'
import { getFormatter, getTranslations } from '@/lib/translations'

export type StageText = { name: string; approver: string; mode: string; condition: string; limit: string }

/** A stage's rules as sentences, for lists and for the comparison of versions. */
export async function getStageText(): Promise<(stage: NamedStage) => StageText> {
  const t = await getTranslations('workflow.definitions')
  const format = await getFormatter()
  const roles = await getTranslations('account.roles')
  const kinds = await getTranslations('requests.kinds')
  const locale = await getLocale()
  return stage => {
    const role = stage.role ? roles(stage.role as 'hr') : ''
    const condition = [
      stage.condition.kinds &&
        t('kinds', {
          kinds: format.list(
            stage.condition.kinds.map(kind => kinds(kind as 'dispatch')),
            { style: 'narrow' },
          ),
        }),
      stage.condition.minLevel !== undefined && t('minLevel', { n: stage.condition.minLevel }),
    ].filter(Boolean)
    const hours = stage.timeLimitHours
    return {
      name: locale === 'en' ? stage.nameEn : stage.name,
      approver: t(`approvers.${stage.approver}`, { role, name: stage.namedUserName ?? '' }),
      mode: stage.approver === 'applicant' ? '' : t(`modes.${stage.mode}`),
      condition: condition.join(' · ') || t('always'),
      limit: hours % 24 === 0 ? t('days', { n: hours / 24 }) : t('hours', { n: hours }),
    }
  }
}
