import { type Inclusion, sayInclusion } from '@/report/rollup/inclusion'

/** Who is not in a sum and why, folded away. */
export function UncoveredUnits({
  units,
  year
}: {
  units: readonly { unit: number; name: string; inclusion: Inclusion; reason: string }[]
  year: number
}) {
  if (units.length === 0) return null
  return (
    <details>
      <summary>
        {year} 年未计入的 {units.length} 个单位
      </summary>
      <p>{units.map(({ name, inclusion, reason }) => `${name}（${sayInclusion(inclusion, reason)}）`).join('、')}</p>
    </details>
  )
}
