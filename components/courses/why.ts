import type { Enrollment } from '@/lib/learning/queries'
import { useTranslations } from '@/lib/translations'

/** Why somebody has to learn something, in words: the rule that asks for it, the request it came with, or who gave it. */
export function useWhy(): (one: Enrollment) => string {
  const t = useTranslations('courses.why')
  const whom = useWhom()
  return one => {
    switch (one.why) {
      case 'hand':
        return t('hand', { name: one.assignedByName })
      case 'transfer':
        return t('transfer', { number: one.requestNumber ?? '', rule: whom(ruleOf(one)) })
      case 'hire':
        return t('hire', { rule: whom(ruleOf(one)) })
      case 'rule':
        return t('rule', { rule: whom(ruleOf(one)) })
    }
  }
}

/** Who took it back, or what it ended with, and why. */
export function useWhyGone(): (one: Enrollment) => string {
  const t = useTranslations('courses.gone')
  return one => {
    const { changedByNumber: number, withdrawnByName: name, withdrawnReason: reason } = one
    if (number) return t('request', { number })
    if (one.endedWithCourse) return t('retired', { name })
    if (name && reason) return t('handWhy', { name, reason })
    if (name) return t('hand', { name })
    return reason || t('absent')
  }
}

const ruleOf = ({ ruleUnit, rulePosition, ruleFamily }: Enrollment) => ({
  unitName: ruleUnit,
  positionName: rulePosition,
  family: ruleFamily ?? '',
})

type Whom = { unitName: string | null; positionName: string | null; family: string }

/** Whom a rule is for, and where. */
export function useWhom(): (rule: Whom) => string {
  const t = useTranslations('courses.rules')
  return ({ unitName, positionName, family }) =>
    t('whomWhere', {
      whom: positionName ?? (family ? t('family', { family }) : t('everybody')),
      where: unitName ?? t('everywhere'),
    })
}
