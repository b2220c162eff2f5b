import Link from 'next/link'
import { printMoment } from '@/report/workflow/dates'
import { Panel } from './panel'
import styles from './stuck-panel.module.css'

const MOST_LISTED = 50

/** What the nightly check found; none yet: nothing to show. */
export function NightPanel({ night }: { night: { on: Date; found: readonly { unit: number; says: string }[] } | undefined }) {
  if (!night) return null
  const { on, found } = night
  return (
    <Panel id="night" title={found.length === 0 ? '夜间检查' : `夜间检查发现 ${found.length} 处异常`} isWide={found.length > 0}>
      <p>
        {printMoment(on)} 检查了审核中的领取、应报送名单、停用的账号和隶属关系，
        {found.length === 0 ? '未发现异常。' : '下列情况不应出现，请系统维护人员处理：'}
      </p>
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.slice(0, MOST_LISTED).map(({ unit, says }) => (
            <li key={says}>
              <Link href={`/admin/units/${unit}`}>{says}</Link>
            </li>
          ))}
        </ul>
      )}
      {found.length > MOST_LISTED && <p>其余 {found.length - MOST_LISTED} 处略。</p>}
    </Panel>
  )
}
