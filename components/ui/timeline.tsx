import { clsx } from 'clsx'
import { useTranslations } from '@/lib/translations'
import { Avatar, type Owner } from './avatar'
import { Badge } from './badge'
import { Icon } from './icon'
import { TimelineMark, type TimelineState } from './timeline-mark'

export type TimelinePerson = { name: string; role?: string; owner?: Owner }
type Part = TimelinePerson & { decided: boolean }
type Attachment = { name: string; href: string; size?: string; isPicture?: boolean }
export type TimelineNode = {
  id: string
  state: TimelineState
  title: string
  /** Who acted, or who holds it now. */
  person?: TimelinePerson
  /** The current node waits for the reader. */
  you?: boolean
  /** The absent person that `person` acts for. */
  onBehalfOf?: string
  /** Ready-made local times: "10-20 09:12"; elapsed "5 小时"; remaining "7 小时"; expected "10-23". */
  at?: string
  elapsed?: string
  remaining?: string
  overdue?: boolean
  expected?: string
  comment?: string
  /** What a resubmission changed, field by field. */
  changes?: { label: string; from: string; to: string }[]
  /** Category of a refusal or of changes asked for, shown before the comment. */
  reason?: string
  /** A picture is shown small; pressing it saves it, as with every other file. */
  attachments?: Attachment[]
  /** A stage that any `needed` of `people` and each of the `required` decide; `decided` is false while one has not. */
  group?: { needed: number; people: Part[]; required?: Part[] }
  /** Title of the node that a returned request went back to. */
  returnsTo?: string
  /** Part of a branch that was replaced after a return. */
  superseded?: boolean
}

/** The audit view of a request: nothing in it can be edited. Future nodes say when they are expected. */
export function Timeline({ nodes, label }: { nodes: TimelineNode[]; label: string }) {
  const current = nodes.findIndex(node => node.state === 'current')
  return (
    <ol aria-label={label}>
      {nodes.map((node, index) => {
        const reached = node.state === 'done' && (current < 0 || index + 1 < nodes.length)
        return (
          <li
            key={node.id}
            aria-current={node.state === 'current' ? 'step' : undefined}
            className="relative flex gap-3 pb-5 last:pb-0"
          >
            {index < nodes.length - 1 && (
              <span
                className={clsx(
                  'absolute start-[11.25px] top-7 bottom-1 border-s-[1.5px]',
                  reached && !node.superseded ? 'border-ok' : 'border-line-strong border-dashed',
                )}
                aria-hidden
              />
            )}
            <TimelineMark state={node.state} faded={node.superseded} />
            <Node node={node} />
          </li>
        )
      })}
    </ol>
  )
}

function Node({ node }: { node: TimelineNode }) {
  const t = useTranslations('ui.timeline')
  const times = [
    node.at,
    node.elapsed && t('elapsed', { time: node.elapsed }),
    node.remaining && t(node.overdue ? 'overdue' : 'remaining', { time: node.remaining }),
    node.expected && t('expected', { time: node.expected }),
  ].filter(Boolean)
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className={clsx('font-semibold', node.superseded && 'text-ink-3 line-through')}>
          {node.title}
        </span>
        <span className="sr-only">{t(`state.${node.state}`)}</span>
        {node.you && (
          <Badge tone="hq" look="solid">
            {t('you')}
          </Badge>
        )}
        {node.person && <PersonLine person={node.person} />}
        {node.onBehalfOf && <Badge tone="trip">{t('onBehalfOf', { name: node.onBehalfOf })}</Badge>}
      </p>
      {times.length > 0 && (
        <p className={clsx('num text-sm', node.overdue ? 'text-bad-ink' : 'text-ink-3')}>
          {times.join(' · ')}
        </p>
      )}
      {node.returnsTo && (
        <p className="mt-1 inline-flex items-center gap-1 rounded-sm border border-warn border-dashed px-2 py-0.5 text-sm text-warn-ink">
          <span aria-hidden>↺</span> {t('returnsTo', { stage: node.returnsTo })}
        </p>
      )}
      {node.changes && (
        <dl className="mt-1.5 grid w-fit max-w-full grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
          {node.changes.map(change => (
            <div key={change.label} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink-3">{change.label}</dt>
              <dd className="num min-w-0 break-words">
                <del className="text-ink-3">{change.from}</del>
                <span aria-hidden> → </span>
                <ins className="font-medium no-underline">{change.to}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {(node.comment || node.reason) && (
        <p
          dir="auto"
          className="mt-1.5 w-fit max-w-full whitespace-pre-line break-words rounded-sm bg-surface-2 px-2 py-1 text-sm"
        >
          {node.reason && (
            <bdi>
              <strong className="font-semibold text-bad-ink">{node.reason} </strong>
            </bdi>
          )}
          {node.comment}
        </p>
      )}
      {node.attachments && <Attachments files={node.attachments} />}
      {node.group && <Group {...node.group} />}
    </div>
  )
}

function Attachments({ files }: { files: Attachment[] }) {
  return (
    <ul className="mt-1.5 flex flex-wrap items-end gap-2 text-sm">
      {files.map(file => (
        <li key={file.href} className="min-w-0 max-w-full">
          <a
            href={file.href}
            download
            title={file.name}
            className={clsx(
              'flex min-h-8 max-w-60 rounded-sm border border-line bg-surface hover:border-line-strong',
              file.isPicture ? 'w-36 flex-col overflow-hidden' : 'items-center',
            )}
          >
            {file.isPicture && (
              <img
                src={file.href}
                alt={file.name}
                width={144}
                height={108}
                loading="lazy"
                decoding="async"
                className="aspect-4/3 h-auto w-full bg-surface-2 object-cover"
              />
            )}
            <span className="flex min-w-0 items-center gap-1.5 px-2 py-1">
              {!file.isPicture && <Icon name="paperclip" className="text-ink-3" />}
              <bdi className="truncate text-hq-ink underline" aria-hidden={file.isPicture}>
                {file.name}
              </bdi>
              {file.size && <span className="num shrink-0 text-ink-3 text-xs">{file.size}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function PersonLine({ person }: { person: TimelinePerson }) {
  const edge = person.owner === 'store' ? 'border-store' : person.owner === 'hq' ? 'border-hq' : ''
  return (
    <span className={clsx('text-ink-2', edge && `border-s-2 ps-1.5 ${edge}`)}>
      <bdi>{person.name}</bdi>
      {person.role && ` · ${person.role}`}
    </span>
  )
}

function Group({ needed, people, required = [] }: NonNullable<TimelineNode['group']>) {
  const t = useTranslations('ui.timeline')
  const must = people.length > 1 ? required : [...required, ...people]
  const texts = must.map(person => t('required', { name: person.name }))
  if (people.length > 1) texts.push(t('anyOf', { total: people.length, needed }))
  return (
    <details className="mt-1 text-sm">
      <summary className="inline-flex min-h-6 items-center text-hq-ink underline decoration-dotted underline-offset-4">
        {texts.join(' + ')}
      </summary>
      <ul className="mt-1 grid gap-1">
        {[...required, ...people].map(person => (
          <li key={person.name} className="flex items-center gap-2">
            <Avatar name={person.name} owner={person.owner} />
            <PersonLine person={{ name: person.name, role: person.role }} />
            <span className="text-ink-3">{person.decided ? t('state.done') : t('state.waiting')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
