import { proposalOfItem, scanOfItem } from '@/lib/asks/rules'
import type { FileState } from '@/lib/completeness/queries'
import { isFieldItem, tabOfItem } from '@/lib/completeness/rules'
import { useTranslations } from '@/lib/translations'
import { SendDialog } from '../documents/send-dialog'
import { FileCard } from './file-card'

/**
 * One's own file: what is missing, and what of it one can photograph.
 * @param asked how many things HR waits for besides, which whoever is told that nothing is missing is told too
 */
export function OwnFileCard({ state, asked = 0 }: { state: FileState; asked?: number }) {
  const t = useTranslations('completeness.card')
  const sendable = state.missing.filter(item => tabOfItem(item) === 'documents')
  const kinds = sendable.flatMap(item => scanOfItem(item) ?? [])
  return (
    <FileCard
      state={state}
      title={t('own')}
      hrefOf={item => {
        if (sendable.includes(item)) return '/me/documents'
        if (isFieldItem(item)) return '/me/file#fields'
        return proposalOfItem(item) && '/me/file#propose'
      }}
      actions={kinds.length > 0 && <SendDialog trigger={t('send')} size="small" kinds={kinds} />}
      complete={asked > 0 ? t('nothingElse', { n: asked }) : t('nothing')}
    >
      {state.missing.length > 0 && <p className="text-ink-2 text-sm">{t('ownHint')}</p>}
    </FileCard>
  )
}
