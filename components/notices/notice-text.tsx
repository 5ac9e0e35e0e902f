import { type DiffLine, paragraphsOf, type Segment } from '@/lib/notices/rules'
import { useTranslations } from '@/lib/translations'

/** The text as its author wrote it: paragraphs, and https addresses as links that show where they lead. */
export function NoticeText({ body }: { body: string }) {
  return (
    <div className="grid max-w-[44rem] gap-3 wrap-anywhere text-md leading-relaxed">
      {keyed(paragraphsOf(body), line => line.map(one => one.text).join('')).map(([key, line]) => (
        <p key={key}>
          {keyed(line, one => one.text).map(([part, segment]) => (
            <Part key={part} segment={segment} />
          ))}
        </p>
      ))}
    </div>
  )
}

function Part({ segment: { text, href } }: { segment: Segment }) {
  if (!href) return text
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-hq-ink underline">
      {text}
    </a>
  )
}

/** What a version changed: added and removed paragraphs are named, not only coloured. */
export function NoticeDiff({ lines }: { lines: DiffLine[] }) {
  const t = useTranslations('notices.diff')
  return (
    <div className="grid max-w-[44rem] gap-1.5 wrap-anywhere">
      {keyed(lines, line => line.kind + line.text).map(([key, { kind, text }]) => {
        if (kind === 'same')
          return (
            <p key={key} className="px-2 text-ink-3">
              {text}
            </p>
          )
        const Mark = kind === 'added' ? 'ins' : 'del'
        const look =
          kind === 'added' ? 'bg-ok-soft text-ok-ink no-underline' : 'bg-bad-soft text-bad-ink line-through'
        return (
          <p key={key} className="flex gap-2">
            <span className="min-w-10 shrink-0 text-ink-2 text-xs leading-6">{t(kind)}</span>
            <Mark className={`min-w-0 grow rounded-xs px-2 ${look}`}>{text}</Mark>
          </p>
        )
      })}
    </div>
  )
}

/** Parts of a text have no name but what they say and how often it was said before. */
function keyed<T>(parts: T[], textOf: (part: T) => string): [string, T][] {
  const seen = new Map<string, number>()
  return parts.map(part => {
    const text = textOf(part)
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return [`${count} ${text}`, part]
  })
}
