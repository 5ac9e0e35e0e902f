import { SearchBox } from '@/components/shell/search-box'
import { SeatSwitcher } from '@/components/shell/seat-switcher'
import { buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Menu } from '@/components/ui/menu'
import { useTranslations } from '@/lib/translations'
import { DemoOverlays } from './demo-overlays'
import { hqNav, hqSeat, seatsUrl, useWords } from './samples'
import { Row, Section } from './section'

export function OverlaySection() {
  const t = useTranslations('ui.gallery')
  const words = useWords(t('people.zhou'))
  const keys = ['palette', 'move', 'open', 'approve', 'reject'] as const
  const caps = { palette: ['⌘K', '/'], move: ['K', 'J'], open: ['Enter'], approve: ['A'], reject: ['R'] }
  return (
    <Section name="overlays">
      <Row>
        <SearchBox searchUrl="/gallery/search" nav={hqNav(t)} words={words} />
        <div className="w-52">
          <SeatSwitcher seat={hqSeat(t)} seatsUrl={seatsUrl} words={words} />
        </div>
        <Dialog trigger={t('actions.openSheet')} title={t('effects.title')} shape="sheet">
          {t('effects.file')}
        </Dialog>
        <DemoOverlays
          words={{
            reject: t('actions.reject'),
            title: t('form.rejectTitle'),
            detail: t('form.rejectDetail'),
            category: t('form.reason'),
            choose: t('form.choose'),
            budget: t('form.budget'),
            skill: t('form.skill'),
            reason: t('form.reasonDetail'),
            approve: t('actions.approve'),
            refusal: t('form.refusal'),
            say: t('actions.toast'),
            said: t('toast'),
          }}
        />
        <Menu trigger={t('actions.more')} triggerClass={buttonClass()} align="end">
          <a href="#overlays" className="flex min-h-8 items-center rounded-sm px-2.5 hover:bg-surface-2">
            {t('actions.withdraw')}
          </a>
        </Menu>
      </Row>
      <dl className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {keys.map(key => (
          <div key={key} className="flex items-center gap-2">
            <dt className="flex gap-1">
              {caps[key].map(cap => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{t(`keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
