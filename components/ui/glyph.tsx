const paths = {
  close: 'M18 6 6 18M6 6l12 12',
  search: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM21 21l-6-6',
  check: 'm5 12 5 5L20 7',
  chevron: 'm6 9 6 6 6-6',
  selector: 'm8 9 4-4 4 4M16 15l-4 4-4-4',
  menu: 'M4 6h16M4 12h16M4 18h16',
}

/** The few icons that client parts draw themselves, so that no icon library reaches the browser. */
export function Glyph({ name, className }: { name: keyof typeof paths; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`glyph ${className ?? ''}`}
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
