import type { Definition } from '@/lib/definitions/queries'
import { compareStages } from '@/lib/definitions/rules'
import { getTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import { Card } from '../ui/card'
import { Table, Td, Th } from '../ui/table'
import { getStageText } from './stage-text'

const tones: Record<'added' | 'removed' | 'changed' | 'moved' | 'same', Tone> = {
  added: 'ok',
  removed: 'bad',
  changed: 'warn',
  moved: 'trip',
  same: 'mute',
}

/** The stages of one version; with `before`, what is different from that one. */
export async function VersionCard({
  definition,
  before,
}: {
  definition: Definition
  before: Definition | undefined
}) {
  const t = await getTranslations('workflow.definitions')
  const textOf = await getStageText()
  const changes = before
    ? compareStages(before.items, definition.items)
    : definition.items.map(stage => ({ change: 'same' as const, stage }))
  return (
    <Card title={before ? t('compare', { n: before.version }) : t('stagesTitle')} flush>
      <Table caption={t('stagesTitle')} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('stageColumns.stage')}</Th>
            <Th>{t('stageColumns.approver')}</Th>
            <Th>{t('stageColumns.mode')}</Th>
            <Th>{t('stageColumns.condition')}</Th>
            <Th>{t('stageColumns.limit')}</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map((entry, index) => {
            const text = textOf(entry.stage)
            const old = entry.change === 'changed' ? textOf(entry.before) : undefined
            const was = (field: keyof typeof text) =>
              old &&
              old[field] !== text[field] && (
                <span className="block text-ink-3 text-xs line-through">{old[field]}</span>
              )
            return (
              <tr key={entry.stage.id}>
                <Td className={entry.change === 'removed' ? 'text-ink-3 line-through' : ''}>
                  <span className="inline-flex flex-wrap items-center gap-2 font-medium">
                    {entry.change !== 'removed' && <span className="num text-ink-3">{index + 1}</span>}
                    {text.name}
                    {before && entry.change !== 'same' && (
                      <Badge tone={tones[entry.change]}>{t(`changes.${entry.change}`)}</Badge>
                    )}
                  </span>
                  {entry.change === 'changed' && entry.before.nameEn !== entry.stage.nameEn && (
                    <span lang="en" className="block text-ink-3 text-xs">
                      <s>{entry.before.nameEn}</s> {entry.stage.nameEn}
                    </span>
                  )}
                </Td>
                <Td label={t('stageColumns.approver')}>
                  <span>
                    {text.approver}
                    {was('approver')}
                  </span>
                </Td>
                <Td label={t('stageColumns.mode')}>
                  <span>
                    {text.mode}
                    {was('mode')}
                  </span>
                </Td>
                <Td label={t('stageColumns.condition')}>
                  <span>
                    {text.condition}
                    {was('condition')}
                  </span>
                </Td>
                <Td label={t('stageColumns.limit')} className="num">
                  <span>
                    {text.limit}
                    {was('limit')}
                  </span>
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}
