import { IconCheck, IconDots, IconDownload, IconPlus } from '@tabler/icons-react'
import { Button, LinkButton } from '@/components/ui/button'
import { useTranslations } from '@/lib/translations'
import { Row, Section } from './section'

export function ButtonSection() {
  const t = useTranslations('ui.gallery.actions')
  return (
    <Section name="buttons">
      <Row>
        <Button variant="primary" icon={<IconPlus aria-hidden />}>
          {t('dispatch')}
        </Button>
        <Button icon={<IconDownload aria-hidden />}>{t('export')}</Button>
        <Button variant="ghost">{t('handle')}</Button>
        <Button variant="danger">{t('reject')}</Button>
        <Button variant="primary" pending>
          {t('saving')}
        </Button>
        <Button size="icon" aria-label={t('more')}>
          <IconDots aria-hidden />
        </Button>
      </Row>
      <Row>
        <Button size="small" variant="primary" icon={<IconCheck aria-hidden />}>
          {t('approve')}
        </Button>
        <Button size="small">{t('return')}</Button>
        <Button size="small" variant="ghost">
          {t('view')}
        </Button>
        <LinkButton href="#buttons">{t('view')}</LinkButton>
      </Row>
    </Section>
  )
}
