/** How a member stands to the aggregate above it. */
const TABLE = {
  /** Its report is in the state that is counted. */
  counted: '已计入',
  /** It owes a report, and there is none in that state. */
  missing: '未计入',
  /** It owes one, and whoever reviews it has declared that the aggregate goes on without it. */
  absent: '缺报',
  /** 无需报送. */
  exempt: '无需报送',
  /** It ended before its date and had not begun. */
  closed: '已关闭'
} as const

export type Inclusion = keyof typeof TABLE
export const INCLUSION_NAMES: Record<Inclusion, string> = TABLE

/** Why a member is in no sum: where its report stands, or what was declared and why. `已退回`, `缺报：台账尚未移交`, `已关闭`. */
export function sayInclusion(inclusion: Inclusion, reason: string): string {
  if (inclusion === 'missing' && reason !== '') return reason
  return reason === '' || inclusion === 'closed' ? INCLUSION_NAMES[inclusion] : `${INCLUSION_NAMES[inclusion]}：${reason}`
}
