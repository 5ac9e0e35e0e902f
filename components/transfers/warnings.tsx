import { Banner } from '../ui/banner'

/** What whoever approves should look at, and that it is theirs to judge. */
export function Warnings({ title, note, texts }: { title: string; note: string; texts: string[] }) {
  return (
    <Banner tone="warn" title={title}>
      <ul className="num grid gap-0.5">
        {texts.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="mt-0.5 opacity-90">{note}</p>
    </Banner>
  )
}
