import Link from 'next/link'
import { TableFrame } from '@/components/ui/table-frame'
import { STAGE_NAMES, STAGES, type Stage } from '@/report/workflow/deadline'
import { boardAddress } from './address'
import styles from './stage-bars.module.css'

export type StageBar = { key: string; name: string; total: number; excused: number; of: Record<Stage, number> }

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))

/** A bar a group, and its numbers beside it; each number leads to the units behind it. `isShort`: bars without the columns. */
export function StageBars({
  year,
  groups,
  total,
  isShort
}: {
  year: number
  groups: readonly StageBar[]
  total: StageBar
  isShort?: boolean
}) {
  const bars = groups.length > 1 ? [total, ...groups] : [total]
  return (
    <>
      <ul className={styles.legend} aria-label="图例">
        {STAGES.map((stage) => (
          <li key={stage}>
            <i className={styles[stage]} aria-hidden />
            <Link href={boardAddress({ year, stage })} prefetch={false}>
              {STAGE_NAMES[stage]} {total.of[stage]}
            </Link>
          </li>
        ))}
      </ul>
      <TableFrame name="各组报送进度" least={isShort ? 320 : 760}>
        <table className={styles.bars} data-short={isShort || undefined} aria-label="各组报送进度">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col" className={styles.bar}>
                进度
              </th>
              <th scope="col">应报送</th>
              <th scope="col">已报送</th>
              {!isShort &&
                STAGES.map((stage) => (
                  <th scope="col" key={stage}>
                    {STAGE_NAMES[stage]}
                  </th>
                ))}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <BarRow key={bar.key} bar={bar} year={year} isShort={isShort} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {total.excused > 0 && (
        <p className={styles.excused}>
          不计入：
          <Link href={boardAddress({ year, problem: 'excused' })} prefetch={false}>
            无需报送 {total.excused} 个
          </Link>
        </p>
      )}
    </>
  )
}

function BarRow({ bar, year, isShort }: { bar: StageBar; year: number; isShort?: boolean }) {
  const { key, name, total, of } = bar
  const handedIn = of.published + of.approved + of.review
  const present = STAGES.filter((stage) => of[stage] > 0)
  return (
    <tr data-total={key === '' || undefined}>
      <th scope="row">
        <Link href={boardAddress({ year, group: key })} prefetch={false}>
          {name}
        </Link>
      </th>
      <td className={styles.bar}>
        <div className={styles.track} role="img" aria-label={present.map((stage) => `${STAGE_NAMES[stage]} ${of[stage]}`).join('，')}>
          {present.map((stage) => (
            <span key={stage} className={styles[stage]} style={{ flexGrow: of[stage] }} title={`${STAGE_NAMES[stage]} ${of[stage]}`}>
              {of[stage] / total >= 0.06 && of[stage]}
            </span>
          ))}
        </div>
      </td>
      <td className={styles.number}>{total}</td>
      <td className={styles.number}>
        {handedIn}
        <span className={styles.share}> {percent(handedIn, total)}%</span>
      </td>
      {!isShort &&
        STAGES.map((stage) => (
          <td key={stage} className={styles.number} data-bad={(stage === 'overdue' && of[stage] > 0) || undefined}>
            {of[stage] > 0 && (
              <Link
                href={boardAddress({ year, group: key, stage })}
                prefetch={false}
                aria-label={`${name}：${STAGE_NAMES[stage]} ${of[stage]}`}
              >
                {of[stage]}
              </Link>
            )}
          </td>
        ))}
    </tr>
  )
}
