/** The part of a board's address that is not as it comes. */
export type BoardAsk = {
  year?: number
  group: string
  above: string
  stage: string
  level: string
  kind: string
  problem: string
  search: string
  sort: string
  page: number
}

/** The address of a board with some of what it is asked for changed. */
export function boardAddress(asked: Partial<BoardAsk>, path = '/board'): string {
  const given = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && value !== '' && !(name === 'page' && value === 1) && !(name === 'sort' && value === 'place')
  )
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}
