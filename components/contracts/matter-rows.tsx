'use client'

/** A row of the list as it reads, in the reader's language. */
export type MatterLine = {
  key: string
  href: string
  name: string
  number: string
  home: string
  /** Both sides: headquarters, and the store in which they are. */
  hq: string
  store: string | null
  about: string
  dueOn: string
  left: string
  tone: 'bad' | 'warn' | 'mute'
  act?: { href: string; label: string }
}

/** Rows travel as data and are drawn once, like those of the employee list. */
export function MatterRows({
  lines,
  acts,
  labels,
}: {
  lines: MatterLine[]
  /** Whether there is a column for what to do next. */
  acts: boolean
  labels: Record<'number' | 'home' | 'place' | 'matter' | 'dueOn', string>
}) {
  return (
    <tbody>
      {lines.map(line => (
        <tr key={line.key}>
          {/* on phones what it is about and until when come first */}
          <td className="max-sm:-order-2">
            <a href={line.href} className="row-link" data-row>
              {line.name}
            </a>
          </td>
          <td data-label={labels.number} className="num">
            {line.number}
          </td>
          <td data-label={labels.home}>{line.home}</td>
          <td data-label={labels.place}>
            <span className="own own-tag">
              <span>{line.hq}</span>
              {line.store && <span className="store">{line.store}</span>}
            </span>
          </td>
          <td data-label={labels.matter} className="max-sm:-order-1 max-sm:col-span-full">
            {line.about}
          </td>
          <td data-label={labels.dueOn} className="num max-sm:-order-1 max-sm:col-span-full">
            {line.dueOn} <span className={`badge soft ${line.tone}`}>{line.left}</span>
          </td>
          {acts && (
            <td>
              {line.act && (
                <a href={line.act.href} className="text-hq-ink hover:underline">
                  {line.act.label}
                  <span className="sr-only"> {line.name}</span>
                </a>
              )}
            </td>
          )}
        </tr>
      ))}
    </tbody>
  )
}
