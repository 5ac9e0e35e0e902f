'use client'

import { LinkButton } from '../ui/button'
import { DueChip } from '../ui/due-chip'
import { RowLink } from '../ui/table'
import type { OwnLine } from './own-lines'
import { StandingFace } from './standing-face'
import { StartButton } from './verbs'

const row =
  'flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b px-(--pad) py-2.5 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2'

/** What is to be written, with the way to write it. */
export function OwnDueRows({ label, lines }: { label: string; lines: OwnLine[] }) {
  return (
    <ul aria-label={label} data-rows>
      {lines.map(line => (
        <li key={line.key} className={row}>
          <span className="min-w-0 grow basis-48">
            <span className="font-semibold">{line.template}</span>
            <span className="num block text-ink-2 text-sm">
              {[line.day, line.details].filter(Boolean).join(' · ')}
            </span>
          </span>
          {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
          {line.href ? (
            <LinkButton
              variant="primary"
              href={line.href}
              aria-label={`${line.verb} ${line.template} ${line.day}`}
            >
              {line.verb}
            </LinkButton>
          ) : (
            <StartButton templateId={line.templateId} dueOn={line.dueOn} label={line.verb} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** What was given, or need not be. */
export function OwnRows({ label, lines }: { label: string; lines: OwnLine[] }) {
  return (
    <ul aria-label={label} data-rows>
      {lines.map(line => (
        <li key={line.key} className={row}>
          <span className="min-w-0 grow basis-48">
            {line.href ? (
              <RowLink href={line.href}>{`${line.template} · ${line.day}`}</RowLink>
            ) : (
              `${line.template} · ${line.day}`
            )}
            <span className="num block text-ink-2 text-sm">{line.details}</span>
          </span>
          <StandingFace standing={line.standing.is}>{line.standing.text}</StandingFace>
        </li>
      ))}
    </ul>
  )
}
