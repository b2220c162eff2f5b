import type { Mark } from '@/report/mark'

/** How each mark is drawn and read aloud. */
export const SHOWN: Record<Mark['shows'], string> = {
  agrees: '● 与表一致',
  contradicts: '■ 与表不一致',
  ambiguous: '◇ 可能指几处，请核对',
  'other scope': '○ 范围不同，未与表核对',
  unlinked: '┄ 表中没有可比的数',
  explained: '◆ 已说明'
}

/** How many numbers stand how to the tables, in words. */
export function countShown(marks: readonly Pick<Mark, 'shows'>[]): string {
  const kinds = Object.entries(SHOWN).flatMap(([shows, words]) => {
    const number = marks.filter((mark) => mark.shows === shows).length
    return number > 0 ? [`${words} ${number} 处`] : []
  })
  return kinds.join('　')
}
