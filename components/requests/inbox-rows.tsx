'use client'

import { ApprovalFace, type ApprovalStatus } from '../ui/approval-face'
import { Badge } from '../ui/badge'
import { Button, LinkButton } from '../ui/button'
import { DueChip, type DueLevel } from '../ui/due-chip'
import { type Packed, unpack } from '../ui/packed'
import { RowLink } from '../ui/table'

/** A row of the inbox as it reads, in the reader's language. */
export type InboxLine = {
  key: string
  number: string
  href: string
  kind: string
  sentence: string
  details: string
  onBehalfOf?: string | undefined
  isUnread: boolean
  /** What waits for the reader, and when it is due. */
  due?: { level: DueLevel; text: string } | undefined
  verb?: 'revise' | 'confirm' | 'approve' | 'handle' | 'look' | undefined
  /** What is over or with others: when it was, and how it stands. */
  stamp?: string | undefined
  status?: { is: ApprovalStatus; text: string } | undefined
}
export type InboxWords = Record<
  'revise' | 'confirm' | 'approve' | 'reject' | 'handle' | 'look' | 'unread',
  string
>

/** A page of the inbox in one client component: the rows travel as data and are drawn once. */
export function InboxRows({
  label,
  lines,
  words,
}: {
  label: string
  lines: Packed<InboxLine[]>
  words: InboxWords
}) {
  return (
    <ul aria-label={label} data-rows>
      {unpack(lines).map(line => (
        <li
          key={line.key}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2"
        >
          <Badge tone="hq">{line.kind}</Badge>
          <span className="min-w-0 grow basis-56">
            <RowLink href={line.href}>{line.sentence}</RowLink>
            {line.onBehalfOf && (
              <span className="ms-2">
                <Badge tone="trip">{line.onBehalfOf}</Badge>
              </span>
            )}
            {line.isUnread && (
              <span className="ms-2">
                <Badge tone="hq" look="solid">
                  {words.unread}
                </Badge>
              </span>
            )}
            <span className="num block text-ink-2 text-sm">{line.details}</span>
          </span>
          {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
          {line.status && (
            <span className="flex items-center gap-2 text-sm">
              <span className="num text-ink-3">{line.stamp}</span>
              <ApprovalFace status={line.status.is}>{line.status.text}</ApprovalFace>
            </span>
          )}
          {line.verb && <Verbs line={line} verb={line.verb} words={words} />}
        </li>
      ))}
    </ul>
  )
}

/** The one verb that the row wants, and for what others ask, the way to refuse. */
function Verbs({
  line,
  verb,
  words,
}: {
  line: InboxLine
  verb: NonNullable<InboxLine['verb']>
  words: InboxWords
}) {
  return (
    <span className="ms-auto flex gap-2">
      {verb === 'approve' ? (
        <Button size="small" variant="primary" type="submit" name="number" value={line.number} data-key="a">
          {words.approve}
        </Button>
      ) : (
        <LinkButton
          size="small"
          variant="primary"
          href={line.href}
          data-key={verb === 'confirm' ? 'a' : undefined}
        >
          {words[verb]}
        </LinkButton>
      )}
      {(verb === 'approve' || verb === 'confirm') && (
        <LinkButton size="small" href={`${line.href}?press=r`} data-key="r">
          {words.reject}
        </LinkButton>
      )}
    </span>
  )
}
