'use client'

import { clsx } from 'clsx'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ChangeEvent, useEffect, useRef, useState, useTransition } from 'react'
import { approveRequest, approveRequests } from '@/lib/requests/actions'
import { ApprovalFace, type ApprovalStatus } from '../ui/approval-face'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { Button, LinkButton } from '../ui/button'
import { ConfirmForm } from '../ui/confirm-form'
import { DueChip, type DueLevel } from '../ui/due-chip'
import { FormError } from '../ui/form-error'
import { type Packed, unpack } from '../ui/packed'
import { Parts } from '../ui/parts'
import { RowLink } from '../ui/table'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { hasJustActed, noteActed, useWatched } from './verb-region'

/** A row of the inbox as it reads, in the reader's language. */
export type InboxLine = {
  key: string
  number: string
  href: string
  /** Whether its page may also stand beside the list. */
  opensBeside: boolean
  kind: string
  sentence: string
  details: string[]
  onBehalfOf?: string | undefined
  isUnread: boolean
  /** What waits for the reader, and when it is due. */
  due?: { level: DueLevel; text: string } | undefined
  verb?: InboxVerb | undefined
  /** What is over or with others: when it was, and how it stands. */
  stamp?: string | undefined
  status?: { is: ApprovalStatus; text: string } | undefined
}
type InboxVerb =
  | 'revise'
  | 'confirm'
  | 'approve'
  | 'handle'
  | 'look'
  | 'sign'
  | 'read'
  | 'write'
  | 'send'
  | 'learn'
  | 'tick'
export type InboxWords = Record<InboxVerb | 'reject' | 'decline' | 'unread', string> &
  Record<
    | 'choose'
    | 'chosen'
    | 'chooseAll'
    | 'chooseNone'
    | 'approveAll'
    | 'approveTitle'
    | 'approveDetail'
    | 'approved'
    | 'refused'
    | 'refusedOne',
    string
  >

/**
 * A page of the inbox. The rows travel as data and are drawn once; one form around all of them, whose pressed button says which request.
 * A refusal stays above the rows, which are read anew when somebody else was faster. What may be approved unseen can be ticked (X, a
 * range with Shift) and approved together. With `beside`, a click on a row opens it beside the list where there is room.
 */
export function InboxList({
  label,
  lines: packed,
  words,
  beside,
}: {
  label: string
  lines: Packed<InboxLine[]>
  words: InboxWords
  beside?: Beside | undefined
}) {
  const lines = unpack(packed)
  const form = useActionForm(useWatched()(approveRequest))
  const list = useRef<HTMLUListElement>(null)
  const isOpening = useBeside(lines, list, beside)
  const choice = useChoice(lines)
  const [refused, setRefused] = useState<string[]>([])
  return (
    <>
      <form {...form.formProps} aria-busy={form.pending} className="group aria-busy:opacity-60">
        <div className="grid gap-2 empty:hidden has-[p]:p-(--pad)">
          <FormError message={form.refusal} />
          {refused.length > 0 && (
            <Banner tone="bad" title={words.refused.replace('{n}', String(refused.length))}>
              <ul>
                {refused.map(one => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </Banner>
          )}
        </div>
        <ul
          ref={list}
          aria-label={label}
          aria-busy={isOpening}
          data-rows
          className="@container transition-opacity delay-150 aria-busy:opacity-60"
        >
          {lines.map(line => (
            <li
              key={line.key}
              data-open={(beside && opens(line, beside.opened)) || undefined}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b px-(--pad) py-2 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2 data-open:bg-hq-soft"
            >
              {/* a line of its own where it is narrow, part of the row where there is room */}
              <span className="flex basis-full items-center gap-x-3 @xl:contents">
                {choice.isOffered && (
                  <span
                    className={clsx(
                      '-ms-1 size-6 place-items-center touch:size-11',
                      line.verb === 'approve' ? 'grid' : 'hidden @xl:grid',
                    )}
                  >
                    {line.verb === 'approve' && (
                      <input
                        type="checkbox"
                        data-key="x"
                        className="size-4 touch:size-6"
                        aria-label={`${words.choose} ${line.sentence} ${line.number}`}
                        checked={choice.has(line)}
                        onChange={event => choice.toggle(line, event)}
                      />
                    )}
                  </span>
                )}
                <span className="@xl:min-w-18 in-data-open:*:bg-surface">
                  <Badge tone="hq">{line.kind}</Badge>
                </span>
                {line.due && (
                  <span className="ms-auto @xl:order-2 @xl:ms-0">
                    <DueChip level={line.due.level}>{line.due.text}</DueChip>
                  </span>
                )}
                {line.status && (
                  <span className="ms-auto flex flex-wrap items-center justify-end gap-x-2 text-sm @xl:order-2">
                    <span className="num text-ink-3">{line.stamp}</span>
                    <ApprovalFace status={line.status.is}>{line.status.text}</ApprovalFace>
                  </span>
                )}
              </span>
              <span className="min-w-0 grow basis-48 @xl:order-1 @xl:basis-0">
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
                <span className="num block text-ink-2 text-sm">
                  <Parts of={line.details} />
                </span>
              </span>
              {line.verb && <Verbs line={line} verb={line.verb} words={words} />}
            </li>
          ))}
        </ul>
      </form>
      {choice.chosen.length > 0 && (
        <div
          data-print="hide"
          className="sticky bottom-(--foot-h) z-10 flex flex-wrap items-center gap-2 rounded-b-md border-line border-t bg-surface px-(--pad) py-2 touch:rounded-b-lg"
        >
          <output className="num font-medium">
            {words.chosen.replace('{n}', String(choice.chosen.length))}
          </output>
          <Button size="small" variant="ghost" onClick={choice.all}>
            {words.chooseAll}
          </Button>
          <Button size="small" variant="ghost" onClick={choice.none}>
            {words.chooseNone}
          </Button>
          <span className="ms-auto">
            <ConfirmForm
              trigger={words.approveAll.replace('{n}', String(choice.chosen.length))}
              variant="primary"
              title={words.approveTitle.replace('{n}', String(choice.chosen.length))}
              detail={words.approveDetail}
              submit={words.approve}
              action={approveRequests}
              onDone={answer => {
                noteActed()
                setRefused(
                  answer.refused.map(({ number, message }) => {
                    const what = lines.find(line => line.number === number)?.sentence ?? ''
                    return words.refusedOne
                      .replace('{what}', what)
                      .replace('{number}', number)
                      .replace('{message}', message)
                  }),
                )
                choice.none()
                if (answer.approved.length > 0)
                  toast({ message: words.approved.replace('{n}', String(answer.approved.length)) })
              }}
            >
              <ul className="grid gap-1">
                {choice.chosen.map(line => (
                  <li key={line.key} className="flex flex-wrap gap-x-2">
                    <input type="hidden" name="numbers" value={line.number} />
                    <span className="font-medium">{line.sentence}</span>
                    <span className="num text-ink-2 text-sm">{line.number}</span>
                  </li>
                ))}
              </ul>
            </ConfirmForm>
          </span>
        </div>
      )}
    </>
  )
}

/** The one verb that the row wants, and for what others ask, the way to refuse. */
function Verbs({ line, verb, words }: { line: InboxLine; verb: InboxVerb; words: InboxWords }) {
  return (
    <span className="ms-auto flex gap-2 @xl:order-3 @xl:ms-0">
      {verb === 'approve' ? (
        <Button size="small" variant="primary" type="submit" name="number" value={line.number} data-key="a">
          {words.approve}
        </Button>
      ) : (
        <LinkButton size="small" variant="primary" href={line.href} data-key={verb === 'confirm' ? 'a' : 'e'}>
          {words[verb]}
        </LinkButton>
      )}
      {(verb === 'approve' || verb === 'confirm') && (
        <LinkButton size="small" href={`${line.href}?press=r`} data-key="r">
          {verb === 'confirm' ? words.decline : words.reject}
        </LinkButton>
      )}
    </span>
  )
}

type Choice = {
  isOffered: boolean
  chosen: InboxLine[]
  has: (line: InboxLine) => boolean
  toggle: (line: InboxLine, event: ChangeEvent<HTMLInputElement>) => void
  all: () => void
  none: () => void
}

/** Which rows are ticked; Shift carries the last tick to this row. Rows that have gone are no longer meant. */
function useChoice(lines: InboxLine[]): Choice {
  const offered = lines.filter(line => line.verb === 'approve')
  const [numbers, setNumbers] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  return {
    isOffered: offered.length > 1,
    chosen: offered.filter(line => numbers.has(line.number)),
    has: line => numbers.has(line.number),
    toggle: (line, event) => {
      const { checked } = event.target
      const isRange = 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true
      const ends = [last.current, line.number].map(end => offered.findIndex(one => one.number === end))
      const [from, to] = [Math.min(...ends), Math.max(...ends)]
      const meant = isRange && from >= 0 ? offered.slice(from, to + 1) : [line]
      last.current = line.number
      setNumbers(before => {
        const after = new Set(before)
        for (const { number } of meant) checked ? after.add(number) : after.delete(number)
        return after
      })
    },
    all: () => setNumbers(new Set(offered.map(line => line.number))),
    none: () => setNumbers(new Set()),
  }
}

export type Beside = {
  /** What stands beside the list: `requests/DG-2026-0417`. */
  opened: string | undefined
  /** The address of the list with nothing beside it. */
  list: string
}

const opens = (line: InboxLine, opened: string | undefined): boolean =>
  opened !== undefined && line.opensBeside && line.href.endsWith(`/${opened}`)

/** Where there is room for two, rows open beside the list: by click or Enter, and then J and K and what comes next after a decision. */
function useBeside(
  lines: InboxLine[],
  list: { readonly current: HTMLUListElement | null },
  beside: Beside | undefined,
): boolean {
  const router = useRouter()
  const [isOpening, start] = useTransition()
  const wait = useRef<ReturnType<typeof setTimeout>>(undefined)
  const place = useRef(-1)
  const opened = beside?.opened
  const at = beside?.list

  useEffect(() => {
    const rows = list.current
    if (!rows || at === undefined) return
    const here = (line: InboxLine) =>
      `${at}${at === '?' ? '' : '&'}open=${line.href.split('/').slice(-2).join('/')}` as Route
    const go = (path: Route, how: 'push' | 'replace' = 'replace') =>
      start(() => router[how](path, { scroll: false }))
    const close = () => go(at as Route)

    const index = lines.findIndex(line => opens(line, opened))
    if (index >= 0) place.current = index
    else if (opened && place.current >= 0) {
      // it was decided and has left the list: what took its place is next; what somebody else decided stays before its reader
      const next = lines.slice(place.current).find(line => line.opensBeside)
      const isOwnDoing = hasJustActed()
      place.current = -1
      if (isOwnDoing && next) go(here(next))
      else if (isOwnDoing) close()
      if (isOwnDoing && next) linkOf(rows, next)?.focus()
    }

    const lineOf = (target: Element): InboxLine | undefined => {
      const row = target.closest('li')
      return lines.find(line => line.opensBeside && row?.contains(linkOf(rows, line)))
    }
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element
      const isPlain = !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!isPlain || target.closest('button, input, label, a:not([data-row])') || !isWide()) return
      const line = lineOf(target)
      if (!line || getSelection()?.toString()) return
      event.preventDefault()
      if (!opens(line, opened)) go(here(line), opened ? 'replace' : 'push')
    }
    const onFocus = ({ target }: FocusEvent) => {
      clearTimeout(wait.current)
      if (!opened || !(target instanceof Element) || !target.matches('a[data-row]')) return
      const line = lineOf(target)
      if (!line || opens(line, opened)) return
      wait.current = setTimeout(() => go(here(line)), 150)
    }
    const onKey = (event: KeyboardEvent) => {
      if (!opened || event.key !== 'Escape' || event.isComposing) return
      if (document.querySelector('dialog[open]')) return
      const target = event.target as HTMLElement
      if (target.matches('input, textarea, select')) target.blur()
      else close()
    }
    rows.addEventListener('click', onClick)
    rows.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
    return () => {
      rows.removeEventListener('click', onClick)
      rows.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
    }
  })
  return isOpening
}

const linkOf = (rows: Element, line: InboxLine): HTMLElement | null =>
  rows.querySelector<HTMLElement>(`a[data-row][href="${CSS.escape(line.href)}"]`)

const isWide = (): boolean => matchMedia('(min-width: 64rem)').matches
