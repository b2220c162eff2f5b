import { printDue } from '@/report/workflow/deadline'
import styles from './day-lines.module.css'

type Point = { day: number; share: number; count: number }
type Curve = { due: string | null; today: number; from: number; now: readonly Point[]; before: readonly Point[] }

const [WIDTH, HEIGHT] = [560, 220]
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 12, 12, 30]
const LAST = 30
const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)

/** How many had handed in by day, against the date and last year; the numbers stand in a table below. */
export function DayLines({ year, days }: { year: number; days: Curve }) {
  const { due, today, from, now, before } = days
  if (due === null) return <p>没有下达任务，暂无进度曲线。</p>
  const [last, then] = [now.at(-1), before.findLast(({ day }) => day <= today)]
  const x = (day: number) => LEFT + ((day - from) / (LAST - from)) * (WIDTH - LEFT - RIGHT)
  const line = (points: readonly Point[]) => points.map(({ day, share }) => `${x(day).toFixed(1)},${y(share).toFixed(1)}`).join(' ')
  const ticks = [-120, -90, -60, -45, -30, -15, 0, 15, 30].filter((day) => day >= from && (from > -60 || day % 30 === 0))
  return (
    <figure className={styles.days}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(share)} y2={y(share)} className={styles.grid} />
            <text x={LEFT - 6} y={y(share) + 4} textAnchor="end">
              {share * 100}%
            </text>
          </g>
        ))}
        {ticks.map((day) => (
          <text key={day} x={x(day)} y={HEIGHT - 10} textAnchor={day === LAST ? 'end' : 'middle'}>
            {day === 0 ? '截止日' : day < 0 ? `前${-day}天` : `后${day}天`}
          </text>
        ))}
        <line x1={x(0)} x2={x(0)} y1={TOP} y2={HEIGHT - BOTTOM} className={styles.due} />
        {before.length > 0 && <polyline points={line(before)} className={styles.before} />}
        <polyline points={line(now)} className={styles.now} />
        {last && today <= LAST && <circle cx={x(last.day)} cy={y(last.share)} r={4} className={styles.point} />}
      </svg>
      <figcaption>
        <span className={styles.isNow}>
          {year} 年{today > LAST && `截止后 ${LAST} 天内`}已报送 {last?.count ?? 0} 个（{Math.round((last?.share ?? 0) * 100)}%）
        </span>
        {before.length > 0 && <span className={styles.isBefore}>上年同期 {Math.round((then?.share ?? 0) * 100)}%</span>}
        <span>报送截止 {printDue(due)}</span>
      </figcaption>
      <details>
        <summary>逐日数字</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">距截止日</th>
              <th scope="col">{year} 年已报送</th>
              <th scope="col">上年同期</th>
            </tr>
          </thead>
          <tbody>
            {[...now.filter(({ day }) => day % 5 === 0), ...(last && last.day % 5 !== 0 ? [last] : [])].map(({ day, count, share }) => (
              <tr key={day}>
                <th scope="row">{day === 0 ? '截止日' : day < 0 ? `前 ${-day} 天` : `后 ${day} 天`}</th>
                <td>
                  {count}（{Math.round(share * 100)}%）
                </td>
                <td>{shareOn(before, day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function shareOn(before: readonly Point[], day: number): string {
  const point = before.find((one) => one.day === day)
  return point ? `${Math.round(point.share * 100)}%` : '没有'
}
