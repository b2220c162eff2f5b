import { compareUnits } from '@/report/unit'

type Then = { id: number; name: string; above: number | null; precedence: number | null }

/** Units as they hung on one another on a day; what lies deeper than the first level is folded. */
export function PastTree({ units }: { units: readonly Then[] }) {
  const ids = new Set(units.map(({ id }) => id))
  const below = new Map<number | null, Then[]>()
  for (const unit of [...units].sort(compareUnits)) {
    const above = unit.above !== null && ids.has(unit.above) ? unit.above : null
    below.set(above, [...(below.get(above) ?? []), unit])
  }
  return <Branch units={below.get(null) ?? []} below={below} depth={0} />
}

function Branch({ units, below, depth }: { units: readonly Then[]; below: ReadonlyMap<number | null, Then[]>; depth: number }) {
  return (
    <ul style={{ margin: 0, paddingLeft: 20, lineHeight: 1.8 }}>
      {units.map(({ id, name }) => {
        const inside = below.get(id) ?? []
        if (inside.length === 0) return <li key={id}>{name}</li>
        return (
          <li key={id}>
            <details open={depth < 1}>
              <summary style={{ minHeight: 26 }}>
                {name} <small>{inside.length}</small>
              </summary>
              <Branch units={inside} below={below} depth={depth + 1} />
            </details>
          </li>
        )
      })}
    </ul>
  )
}
