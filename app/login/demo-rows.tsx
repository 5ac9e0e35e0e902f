'use client'

type Row = { login: string; name: string; role: string; portal: string; label: string }

/** A press fills the form beside it in; without JavaScript the table still shows what to type. */
export function DemoRows({
  password,
  caption,
  heads,
  rows,
}: {
  password: string
  caption: string
  heads: string[]
  rows: Row[]
}) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-ink-2">
          {heads.map(head => (
            <th key={head} scope="col" className="py-1 text-start font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.login} className="border-line border-t">
            <td>
              <button
                type="button"
                aria-label={row.label}
                className="flex min-h-9 items-center gap-2 rounded-sm pe-2 text-start hover:text-hq-ink"
                onClick={() => fill(row.login, password)}
              >
                <span className="font-medium text-hq-ink underline">{row.name}</span>
                <span className="num text-ink-2">{row.login}</span>
              </button>
            </td>
            <td>{row.role}</td>
            <td>{row.portal}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function fill(login: string, password: string): void {
  const form = document.getElementById('sign-in')
  if (!(form instanceof HTMLFormElement)) return
  for (const [name, value] of [
    ['login', login],
    ['password', password],
  ] as const) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }
  form.querySelector<HTMLButtonElement>('button[type=submit]')?.focus()
}
