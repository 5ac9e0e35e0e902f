import { renameTag, retireTag } from '@/lib/tags/actions'
import type { Tag } from '@/lib/tags/queries'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import type { ButtonSize } from '../ui/button'

/** What HR does with a tag that is in use. */
export function TagVerbs({ tag, size }: { tag: Tag; size?: ButtonSize }) {
  const t = useTranslations('tags')
  const hidden = { tagId: tag.id, revision: `${tag.revision}` }
  return (
    <>
      <RecordDialog
        trigger={t('rename')}
        size={size}
        action={renameTag}
        hidden={hidden}
        success={t('renamed')}
        fields={[
          {
            kind: 'text',
            name: 'name',
            label: t('name'),
            defaultValue: tag.name,
            required: true,
            wide: true,
          },
        ]}
      />
      <RecordDialog
        trigger={t('retire')}
        size={size}
        variant="danger"
        detail={t('retireDetail')}
        action={retireTag}
        hidden={hidden}
        success={t('retired')}
      />
    </>
  )
}
