import { findTrouble, type Trouble, unwrap } from '@/db/engine/trouble'
import type { Remarked } from '@/db/reports/comments'
import type { Moved } from '@/db/workflow/transitions'
import { printDue } from '@/report/workflow/deadline'
import { STATE_NAMES } from '@/report/workflow/states'
import { type Demand, SHORTEST_REASON } from '@/report/workflow/transitions'
import type { Refusal } from './gate'

/** The result of a step as an action answers it; a refused one in a Chinese sentence. */
export function refuseMove(moved: Moved): { ok: true; report: number } | Refusal {
  if (moved.ok) return moved
  if (moved.why === 'moved') {
    const words = moved.by ? `年报刚由 ${moved.by} 办理，` : '年报的状态已经变化，'
    return { ok: false, why: 'moved', error: `${words}现在是“${STATE_NAMES[moved.state]}”，请刷新页面` }
  }
  return { ok: false, error: DEMAND_WORDS[moved.demand](moved.count ?? 0, moved.detail ?? '') }
}

const DEMAND_WORDS: Record<Demand, (count: number, detail: string) => string> = {
  reason: () => `请写明理由，至少 ${SHORTEST_REASON} 个字`,
  clean: (_, open) => `还有 ${open}，不能办理`,
  comment: () => '退回前请至少写一条意见，指明要修改的位置',
  answers: (count) => `还有 ${count} 条意见没有修改或答复，请办理后再提交`,
  'closed comments': (count) => `还有 ${count} 条意见尚未了结，请逐条了结后再办理`,
  'in time': (_, close) => `报送已于 ${printDue(close)} 截止，需要补报的请向主管部门申请延期`,
  'correction time': (_, end) => `更正已于 ${printDue(end)} 截止`,
  'only revision': () => '这份年报已有新的版本，请办理新的版本',
  "other's work": () => '不能审核自己填报或提交的年报，请由其他人员办理',
  'own claim': () => '这份年报不是由您领取的，或者领取已到期，请先领取',
  colleague: () => '请选择同一主管部门的另一名审核员，且不是这份年报的填报人',
  unchanged: () => '年报内容与提交时不一致，不能办理，请退回后重新提交',
  'change note': () => `请写明更正说明，至少 ${SHORTEST_REASON} 个字`,
  'second person': () => '撤下须由另一人先申请，且申请后没有其他办理',
  request: () => '没有等待答复的申请，或者已经办理，请刷新页面',
  members: (count, who) => `还有 ${count} 个成员单位的年报没有审核通过：${who}。请催办，或由其主管部门列为缺报并写明理由`,
  summed: (count) => `${count} 个成员单位的数据在汇总之后有变化，请先在“汇总构成”中采用最新数据`,
  'coverage note': (_, names) => `表下注释没有写明未计入的单位：${names}，请补充后再办理`
}

/** The same for a comment. */
export function refuseRemark(remarked: Remarked): { ok: true; id: number } | Refusal {
  if (remarked.ok) return remarked
  const words = {
    moved: '年报的状态已经变化，或者已由他人领取，请刷新页面',
    'no place': '意见所指的位置不存在，请刷新页面后重新选择',
    'no thread': '这条意见不存在，请刷新页面'
  }
  return { ok: false, why: 'moved', error: words[remarked.why] }
}

/** The sentence where the database failed; the form retries by itself by its `why`. */
const TROUBLE_WORDS: Record<Trouble, string> = {
  busy: '数据库正忙，这一步没有完成，请稍后再试',
  away: '数据库暂时无法连接，这一步没有完成，请稍后再试，仍不能办理的请联系管理员',
  full: '服务器的磁盘已满，这一步没有保存，请联系管理员清理磁盘',
  broken: '服务器上的数据库被移动、已损坏或者不能写入，这一步没有保存，请联系管理员'
}

/** Wraps an action: trouble with the database is logged and answered with a sentence, other errors are thrown. */
export function refusingTrouble<A extends unknown[], R>(act: (...given: A) => Promise<R>): (...given: A) => Promise<R | Refusal> {
  return async (...given) => {
    try {
      return await act(...given)
    } catch (error) {
      const why = findTrouble(error)
      if (!why) throw error
      process.stderr.write(`${new Date().toISOString()} database ${why}: ${unwrap(error).at(-1)?.message}\n`)
      return { ok: false, why, error: TROUBLE_WORDS[why] }
    }
  }
}
