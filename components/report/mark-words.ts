import type { Mark } from './prose-marks'

/** How each mark is drawn and read aloud. */
export const SHOWN: Record<Mark['shows'], string> = {
  agrees: '● 与表一致',
  contradicts: '■ 与表不一致',
  ambiguous: '◇ 可能指几处，请核对',
  'other scope': '○ 范围不同，未与表核对',
  unlinked: '┄ 表中没有可比的数',
  explained: '◆ 已说明'
}
