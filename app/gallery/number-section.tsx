import { Meter } from '@/components/ui/meter'
import { Stat } from '@/components/ui/stat'
import { Stepper } from '@/components/ui/stepper'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'

export function NumberSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="numbers">
      <div className="grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
        <Stat label={t('stats.due')} value="274" detail={t('stats.dueDetail')} />
        <Stat label={t('stats.late')} value="6 / 3" detail={t('stats.lateDetail')} href="#numbers" />
        <Stat tone="ok" label={t('stats.present')} value="9" />
        <Stat tone="warn" label={t('stats.lateShort')} value="1" />
      </div>
      <div className="grid gap-6 md:grid-cols-2">
        <Meter owner="store" label={t('product')} value={6} max={10} detail={t('productDetail')} />
        <Meter label={t('safety')} value={10} max={10} detail={t('safetyDetail')} />
      </div>
      <Stepper
        label={t('actions.dispatch')}
        current={2}
        steps={[
          t('request.steps.who'),
          t('request.steps.where'),
          t('request.steps.consent'),
          t('request.steps.check'),
        ]}
      />
    </Section>
  )
}
