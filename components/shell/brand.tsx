export function Brand({ name, href, bare = false }: { name: string; href: string; bare?: boolean }) {
  return (
    <a
      href={href}
      className="inline-flex items-center gap-2.5 rounded-xs font-semibold text-md"
      aria-label={name}
    >
      <span className="seal own size-6 rounded-[4px]" aria-hidden />
      {!bare && <span className="whitespace-nowrap">{name}</span>}
    </a>
  )
}
