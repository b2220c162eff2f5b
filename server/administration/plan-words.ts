import type { PlanRefusal } from '@/db/people/unit-plans'
import type { UnitChangeKind } from '@/report/unit'
import { printDay } from '@/report/workflow/dates'

/** Why a change of units is not made, in a Chinese sentence that says what to do. */
export function planWords(refusal: PlanRefusal, kind: UnitChangeKind): string {
  const { why, unit } = refusal
  switch (why) {
    case 'closed':
      return `“${unit}”已关闭，不能再办理${kind === 'close' ? '关闭' : '变更'}`
    case 'successor':
      return unit === '' ? '没有这个单位，请刷新页面' : `“${unit}”已关闭，或者就是要变更的单位，请另选`
    case 'circle':
      return kind === 'move' ? '上级单位不能是本单位或其下级单位' : `所选单位在“${unit}”之下，不能并入自己的下级单位，请先调整它的上级单位`
    case 'merged':
      return `“${unit}”已并入其他单位，不能直接恢复，请在“机构变更”的变更记录中撤销`
    case 'order':
      if (kind === 'rename') return `上一个名称用到 ${refusal.day}，启用日期要在它之后`
      return `“${unit}”自${printDay(refusal.day)}起已有变更或刚成立，日期不能早于这一天`
    case 'under way': {
      const open = [
        ...refusal.years.map((year) => `${year} 年年报仍在办理`),
        ...(refusal.below.length > 0 ? [`下级单位尚未关闭：${refusal.below.slice(0, 5).join('、')}${more(refusal.below.length)}`] : [])
      ]
      return `不能关闭：${open.join('；')}`
    }
  }
}

const more = (count: number) => (count > 5 ? `等 ${count} 个` : '')
