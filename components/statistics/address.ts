/** What statistics are asked for, as an address has it. */
export type StatisticsQuery = {
  indicator: string
  from: number
  to: number
  counting: string
  group: string
  level: string
  kind: string
  by: string
  order: string
  unit?: number
  kept?: number
  page: number
}

const USUAL: Partial<Record<keyof StatisticsQuery, string | number>> = { counting: 'approved', by: 'group', order: 'falling', page: 1 }

/** The address of statistics; what is as it comes is left out. */
export function statisticsAddress(asked: Partial<StatisticsQuery>, path = '/statistics'): string {
  const given = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && value !== '' && value !== USUAL[name as keyof StatisticsQuery]
  )
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query === '' ? path : `${path}?${query}`
}
