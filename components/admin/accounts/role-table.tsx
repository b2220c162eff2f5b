import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import { TableFrame } from '@/components/ui/table-frame'
import { mayRead, mayRemark } from '@/report/workflow/rights'
import { ROLE_NAMES, ROLES, type Role } from '@/report/workflow/roles'
import { isEditable, STATE_NAMES, STATES, type State } from '@/report/workflow/states'
import { type Demand, mayTake, openTransition, TRANSITION_NAMES } from '@/report/workflow/transitions'
import styles from './role-table.module.css'

const DEMAND_WORDS: Record<Demand, string> = {
  reason: '写明理由',
  clean: '没有错误，提醒均已说明',
  comment: '至少一条意见指明位置',
  answers: '每条意见已修改或答复',
  'closed comments': '意见均已了结',
  'in time': '报送截止前，或在延期内',
  'correction time': '更正截止前',
  'only revision': '没有其他版本在办理',
  "other's work": '不是自己填报或提交的',
  'own claim': '由本人领取且未到期',
  colleague: '转给同一主管部门的审核员',
  unchanged: '内容与提交时一致',
  'change note': '更正版须写更正说明',
  'second person': '另一人已先申请',
  members: '成员单位均已审核通过、无需报送或列为缺报（政府汇总）',
  summed: '汇总数据为最新（政府汇总）',
  'coverage note': '表下注释写明未计入的单位（政府汇总）',
  request: '有等待答复的申请'
}

type Row = { what: string; states: readonly State[]; to: string; roles: readonly Role[]; demands: string }

/** Once it has reached the reviewing unit: before, 已退回 is read by the unit alone. */
const handedIn = (state: State) => ({ state, submittedOn: new Date(0) })

/** What is done to a report beside its steps. */
const WORKS: readonly { what: string; may: (state: State, role: Role) => boolean }[] = [
  { what: '查看', may: (state, role) => mayRead([role], handedIn(state)) },
  { what: '填写', may: (state, role) => role === 'filler' && isEditable(state) },
  { what: '写意见、了结意见', may: (state, role) => mayRemark('comment', handedIn(state), [role]) },
  { what: '答复意见', may: (state, role) => mayRemark('reply', handedIn(state), [role]) },
  { what: '内部意见', may: (state, role) => mayRemark('internalComment', handedIn(state), [role]) },
  { what: '免予核对一条规则', may: (state, role) => mayRemark('waive', handedIn(state), [role]) }
]

function listRows(): Row[] {
  const works = WORKS.flatMap(({ what, may }) => rowsOf(what, STATES, may, '—', ''))
  const steps = TRANSITION_NAMES.flatMap((name) => {
    const { from, to, button, demands } = openTransition(name)
    const target = to === 'next' ? '下一步' : to === 'stay' ? '不变' : STATE_NAMES[to]
    const words = demands.map((demand) => DEMAND_WORDS[demand]).join('；')
    return rowsOf(button.replace('…', ''), from, (state, role) => mayTake(name, state, [role]), target, words)
  })
  return [...works, ...steps]
}

/** One row for all states in which the same roles may. */
function rowsOf(what: string, states: readonly State[], may: (state: State, role: Role) => boolean, to: string, demands: string): Row[] {
  const rows = new Map<string, Row & { states: State[] }>()
  for (const state of states) {
    const roles = ROLES.filter((role) => may(state, role))
    if (roles.length === 0) continue
    const row = rows.get(roles.join()) ?? { what, states: [], to, roles, demands }
    row.states.push(state)
    rows.set(roles.join(), row)
  }
  return [...rows.values()]
}

/** 角色权限一览: every step and every role, read from the table the server obeys. */
export function RoleTable() {
  return (
    <TableFrame name="角色权限" least={1100}>
      <Table bg="var(--paper)" withTableBorder withColumnBorders className={styles.roles} stickyHeader>
        <TableThead>
          <TableTr>
            <TableTh>办理</TableTh>
            <TableTh className={styles.words}>适用状态</TableTh>
            {ROLES.map((role) => (
              <TableTh key={role} className={styles.role}>
                {ROLE_NAMES[role]}
              </TableTh>
            ))}
            <TableTh>变为</TableTh>
            <TableTh className={styles.words}>条件</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {listRows().map(({ what, states, to, roles, demands }) => (
            <TableTr key={`${what} ${states.join()}`}>
              <TableTh scope="row">{what}</TableTh>
              <TableTd>{states.length === STATES.length ? '各种状态' : states.map((state) => STATE_NAMES[state]).join('、')}</TableTd>
              {ROLES.map((role) => (
                <TableTd key={role} className={styles.role}>
                  {roles.includes(role) ? '●' : ''}
                </TableTd>
              ))}
              <TableTd className={styles.to}>{to}</TableTd>
              <TableTd>{demands || '—'}</TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </TableFrame>
  )
}
