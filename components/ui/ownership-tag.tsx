/** 双章: one person, two owners. Blue is the home side, hatched ochre the store. */
export function OwnershipTag({ home, store }: { home?: string; store?: string }) {
  return (
    <span className="own own-tag">
      {home && <span>{home}</span>}
      {store && <span className="store">{store}</span>}
    </span>
  )
}
