import { printDay } from '@/report/workflow/dates'

/** Names a unit had before, latest first. */
export function NameList({ names }: { names: readonly { name: string; until: string }[] }) {
  if (names.length === 0) return <p>没有改过名。</p>
  return (
    <ul style={{ margin: '0 0 12px', paddingLeft: 20 }}>
      {names.map(({ name, until }) => (
        <li key={until}>
          {name}（至 {printDay(until)}）
        </li>
      ))}
    </ul>
  )
}
