import { minuteIn, zone } from '@/lib/clock'
import type { RevealRow } from '@/lib/identities/queries'
import { useTranslations } from '@/lib/translations'
import { roleWord } from '../account/roles'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { Table, Td, Th } from '../ui/table'

/** 谁查看过: the latest looks into one file. */
export function LatestReveals({ rows, allAt }: { rows: RevealRow[]; allAt?: string }) {
  const t = useTranslations('identities')
  const roles = useTranslations('account.roles')
  const by = (name: string, role: string | undefined) => (role ? t('log.by', { name, role }) : name)
  return (
    <Card
      title={t('log.title')}
      actions={
        allAt && (
          <a href={allAt} className="text-hq-ink text-sm hover:underline">
            {t('log.all')}
          </a>
        )
      }
      flush
    >
      {rows.length === 0 && <p className="p-(--pad) text-ink-2">{t('log.empty')}</p>}
      <ol>
        {rows.map(row => (
          <li key={row.id} className="grid gap-0.5 border-line border-b px-(--pad) py-2 last:border-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-2">
              <span>
                {by(row.userName, roleWord(roles, row.role))} · {t(`what.${row.what}`)}
              </span>
              <time dateTime={row.at} className="num text-ink-3 text-sm">
                {minuteIn(zone, new Date(row.at))}
              </time>
            </span>
            <span className="text-ink-2 text-sm">
              {row.note
                ? t('log.because', { purpose: t(`purposes.${row.purpose}`), note: row.note })
                : t(`purposes.${row.purpose}`)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** All looks, a page of them; `whose` adds into whose file. */
export function RevealTable({
  page,
  path,
  whose = false,
  empty,
}: {
  page: { rows: RevealRow[]; previous?: string | undefined; next?: string | undefined }
  path: string
  whose?: boolean
  empty: string
}) {
  const t = useTranslations('identities')
  const roles = useTranslations('account.roles')
  if (page.rows.length === 0)
    return (
      <Card>
        <EmptyState icon={<Icon name="eye" />} title={empty} />
      </Card>
    )
  return (
    <Card flush>
      <Table caption={t('log.caption')}>
        <thead>
          <tr>
            <Th>{t('log.when')}</Th>
            <Th>{t('log.who')}</Th>
            <Th>{t('log.what')}</Th>
            {whose && <Th>{t('log.whose')}</Th>}
            <Th>{t('log.why')}</Th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map(row => (
            <tr key={row.id}>
              <Td className="num whitespace-nowrap">{minuteIn(zone, new Date(row.at))}</Td>
              <Td label={t('log.who')}>
                <span>
                  {row.userName}
                  <span className="ms-1.5 text-ink-3 text-sm">{roleWord(roles, row.role)}</span>
                </span>
              </Td>
              <Td label={t('log.what')}>
                <span className="inline-block first-letter:uppercase">{t(`what.${row.what}`)}</span>
              </Td>
              {whose && (
                <Td label={t('log.whose')}>
                  {row.number ? (
                    <>
                      {row.name} <span className="num text-ink-3 text-sm">{row.number}</span>
                    </>
                  ) : (
                    <span className="text-ink-2">{t('log.nobody')}</span>
                  )}
                </Td>
              )}
              <Td label={t('log.why')}>
                <span>
                  {t(`purposes.${row.purpose}`)}
                  {row.note && <span className="ms-1.5 text-ink-2">{row.note}</span>}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {(page.previous || page.next) && (
        <div className="flex justify-end gap-2 px-(--pad) py-2">
          {page.previous && (
            <LinkButton href={`${path}?before=${page.previous}`} size="small" rel="prev">
              {t('log.newer')}
            </LinkButton>
          )}
          {page.next && (
            <LinkButton href={`${path}?after=${page.next}`} size="small" rel="next">
              {t('log.older')}
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  )
}
