import type { Metadata } from 'next'
import { z } from 'zod'
import { RuleFilter } from '@/components/rules/rule-filter'
import { RuleTable } from '@/components/rules/rule-table'
import { listRules } from '@/report/rules/rules'
import { listDemands } from '@/server/administration/demands'
import { requireUser } from '@/server/gate/gate'
import styles from './page.module.css'

export const metadata: Metadata = { title: '核对规则' }

const levelInAddress = z.enum(['error', 'warning', 'note']).optional().catch(undefined)

export default async function RulesPage({ searchParams }: PageProps<'/rules'>) {
  const demands = await listDemands(await requireUser())
  const level = levelInAddress.parse((await searchParams).level)
  const families = listRules(level)
  return (
    <main className={styles.rules}>
      <h1>勾稽关系与核对规则</h1>
      <p>错误须改正后才能提交，注明“可说明”的也可以填写说明；提醒可以改正，也可以填写说明，说明随数值变动失效；提示只供参考。</p>
      <p>举例在一份没有问题的报告上改动：新收申请 10 件、予以公开 9 件、结转下年度 1 件，均为自然人，其他各格为 0。</p>
      {demands.map(({ unit, issuer, year, says }) => (
        <section key={`${unit} ${year}`} aria-label={`${year} 年任务要求`}>
          <h2>
            {year} 年任务要求 <small>{issuer}下达</small>
          </h2>
          <ul>
            {says.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      ))}
      <RuleFilter level={level} families={families} />
      {families.map((family) => (
        <RuleTable key={family.key} family={family} />
      ))}
    </main>
  )
}
