import { giveTag } from '@/lib/tags/actions'
import type { TagChoice } from '@/lib/tags/queries'
import { useTranslations } from '@/lib/translations'
import { RecordDialog } from '../organisation/record-dialog'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { TakeTag } from './take-tag'

/** What somebody is marked with. Without any it is drawn only for whoever may give one. */
export function TagsCard({
  employee,
  tags,
  choices,
  isOwn = false,
}: {
  employee: { id: string; name: string }
  tags: TagChoice[]
  /** What may be given, for whoever keeps tags. */
  choices?: TagChoice[] | undefined
  isOwn?: boolean
}) {
  const t = useTranslations('tags')
  const free = choices?.filter(choice => tags.every(tag => tag.id !== choice.id)) ?? []
  if (tags.length === 0 && free.length === 0) return null
  return (
    <Card
      title={t('card')}
      actions={
        free.length > 0 && (
          <RecordDialog
            trigger={t('addTo')}
            size="small"
            variant="ghost"
            action={giveTag}
            hidden={{ employeeId: employee.id }}
            success={t('given')}
            fields={[
              {
                kind: 'select',
                name: 'tagId',
                label: t('tag'),
                empty: t('choose'),
                options: free.map(({ id, name }) => ({ value: id, label: name })),
                required: true,
                wide: true,
              },
            ]}
          />
        )
      }
    >
      {tags.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {tags.map(tag => (
            <li key={tag.id} className="inline-flex items-center gap-1.5">
              <Badge icon="tags">{tag.name}</Badge>
              {choices && <TakeTag tag={tag} employee={employee} />}
            </li>
          ))}
        </ul>
      )}
      {isOwn && <p className="mt-2 text-ink-2 text-sm">{t('ownDetail')}</p>}
    </Card>
  )
}
