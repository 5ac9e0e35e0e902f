import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Skeleton } from '@/components/ui/skeleton'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'

export function FeedbackSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="feedback">
      <div className="grid gap-2">
        <Banner>{t('banners.info')}</Banner>
        <Banner tone="ok">{t('banners.ok')}</Banner>
        <Banner
          tone="warn"
          title={t('banners.warnTitle')}
          actions={
            <LinkButton size="small" href="#feedback">
              {t('actions.view')}
            </LinkButton>
          }
        >
          {t('banners.warn')}
        </Banner>
        <Banner tone="bad">{t('banners.bad')}</Banner>
      </div>
      <div className="grid gap-(--gap) md:grid-cols-2">
        <Card>
          <EmptyState
            icon={<Icon name="inbox" />}
            title={t('empty.title')}
            detail={t('empty.detail')}
            action={<LinkButton href="#feedback">{t('tabs.done')}</LinkButton>}
          />
        </Card>
        <Card flush>
          <Skeleton rows={5} />
        </Card>
      </div>
    </Section>
  )
}
