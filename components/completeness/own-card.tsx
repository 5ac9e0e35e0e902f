import { proposalOfItem } from '@/lib/asks/rules'
import type { FileState } from '@/lib/completeness/queries'
import { isFieldItem, tabOfItem } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { FileCard } from './file-card'

/** One's own file: what is missing, and what of it one can photograph. */
export function OwnFileCard({ state }: { state: FileState }) {
  const t = useTranslations('completeness.card')
  const sendable = state.missing.filter(item => tabOfItem(item) === 'documents')
  return (
    <FileCard
      state={state}
      title={t('own')}
      hrefOf={item => {
        if (sendable.includes(item)) return '/me/documents'
        if (isFieldItem(item)) return '/me/file#fields'
        return proposalOfItem(item) && '/me/file#propose'
      }}
      actions={
        sendable.length > 0 && (
          <LinkButton href="/me/documents" size="small" icon={<Icon name="file-certificate" />}>
            {t('send')}
          </LinkButton>
        )
      }
    >
      {state.missing.length > 0 && <p className="text-ink-2 text-sm">{t('ownHint')}</p>}
    </FileCard>
  )
}
