import { Button, LinkButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useTranslations } from '@/lib/translations'
import { Row, Section } from './section'

export function ButtonSection() {
  const t = useTranslations('ui.gallery.actions')
  return (
    <Section name="buttons">
      <Row>
        <Button variant="primary" icon={<Icon name="plus" />}>
          {t('dispatch')}
        </Button>
        <Button icon={<Icon name="download" />}>{t('export')}</Button>
        <Button variant="ghost">{t('handle')}</Button>
        <Button variant="danger">{t('reject')}</Button>
        <Button variant="primary" pending>
          {t('saving')}
        </Button>
        <Button size="square" aria-label={t('more')}>
          <Icon name="dots" />
        </Button>
      </Row>
      <Row>
        <Button size="small" variant="primary" icon={<Icon name="check" />}>
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
