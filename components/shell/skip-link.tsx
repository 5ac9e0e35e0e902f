export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="-translate-y-20 fixed start-3 top-2 z-50 rounded-sm bg-ink px-4 py-2 text-bg focus:translate-y-0"
    >
      {label}
    </a>
  )
}
