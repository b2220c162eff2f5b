import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { Metadata } from 'next'
import { LevelMark } from '@/components/ui/level-mark'
import { listRules } from '@/report/rules'
import { requireUser } from '@/server/gate'
import styles from './page.module.css'

export const metadata: Metadata = { title: '核对规则' }

export default async function RulesPage() {
  await requireUser()
  return (
    <main className={styles.rules}>
      <h1>勾稽关系与核对规则</h1>
      <p>错误须改正后才能提交；提醒可以改正，也可以填写说明，说明随数值变动失效；提示只供参考。</p>
      <Table bg="var(--paper)" withTableBorder>
        <TableThead>
          <TableTr>
            <TableTh>编号</TableTh>
            <TableTh>级别</TableTh>
            <TableTh>规则</TableTh>
            <TableTh>适用年度</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {listRules().map(({ id, level, override, words, forms }) => (
            <TableTr key={id}>
              <TableTd style={{ whiteSpace: 'nowrap' }}>{id}</TableTd>
              <TableTd>
                <LevelMark level={level} />
                {override && '（可说明）'}
              </TableTd>
              <TableTd>{words}</TableTd>
              <TableTd>{forms || '各年度'}</TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </main>
  )
}
