/** 双章: one person, two owners. Blue is the home side, hatched ochre the store. */
export function OwnershipTag({ home, store }: { home?: string; store?: string }) {
  return (
    <span className="own inline-flex min-h-[22px] overflow-hidden whitespace-nowrap rounded-xs align-middle text-xs">
      {home && <span className="inline-flex items-center bg-hq-soft px-1.5 text-hq-ink">{home}</span>}
      {store && (
        <span className="inline-flex items-center border-store border-s-2 bg-store-soft px-1.5 text-store-ink">
          {store}
        </span>
      )}
    </span>
  )
}
