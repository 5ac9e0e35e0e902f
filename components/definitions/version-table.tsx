import type { DefinitionRow } from '@/lib/definitions/queries'
import type { Subject } from '@/lib/definitions/rules'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Badge } from '../ui/badge'
import { RowLink, Table, Td, Th } from '../ui/table'
import { publisherName } from './publisher'

export async function VersionTable({
  subject,
  versions,
  now,
}: {
  subject: Subject
  versions: DefinitionRow[]
  now: Date
}) {
  const t = await getTranslations('workflow.definitions')
  const trail = await getTranslations('account.trailPage')
  const when = await getWhen(now)
  return (
    <Table caption={t('caption', { subject: t(`subjects.${subject}`) })} stickyHead={false}>
      <thead>
        <tr>
          <Th>{t('columns.version')}</Th>
          <Th>{t('columns.state')}</Th>
          <Th>{t('columns.stages')}</Th>
          <Th>{t('columns.running')}</Th>
          <Th>{t('columns.published')}</Th>
        </tr>
      </thead>
      <tbody>
        {versions.map(row => (
          <tr key={row.id}>
            <Td>
              <RowLink href={`/hq/workflows/${subject}/${row.version}`}>
                {t('version', { n: row.version })}
              </RowLink>
            </Td>
            <Td label={t('columns.state')}>
              <Badge tone={row.retiredAt ? 'mute' : 'ok'}>{t(row.retiredAt ? 'retired' : 'inForce')}</Badge>
            </Td>
            <Td label={t('columns.stages')} className="num">
              {t('stages', { n: row.stages })}
            </Td>
            <Td label={t('columns.running')} className="num">
              {row.running === 0
                ? t('none')
                : row.retiredAt
                  ? t('running', { n: row.running, version: row.version })
                  : t('runningInForce', { n: row.running })}
            </Td>
            <Td label={t('columns.published')} className="text-ink-2 max-sm:col-span-full">
              <span className="num">
                {publisherName(row.createdByName, trail)} · {when.stamp(new Date(row.publishedAt))}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
