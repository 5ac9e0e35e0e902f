export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid min-h-5 min-w-5 place-items-center rounded-xs border border-line bg-surface px-1 text-2xs text-ink-2">
      {children}
    </kbd>
  )
}
