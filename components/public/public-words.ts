/** `2024年1月20日` from yyyy-mm-dd. */
export function printDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** How a revision stands, in the words of the metadata block. */
export const VALIDITY = { PUBLISHED: '现行有效', SUPERSEDED: '已被更正', WITHDRAWN: '已撤下' } as const

export type Validity = keyof typeof VALIDITY
