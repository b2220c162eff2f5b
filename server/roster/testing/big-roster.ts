import { COLUMNS } from '@/server/roster/roster'

/**
 * For tests and benches: the rows of a list of so many units below a city, with its heading: counties, each followed by its
 * offices, whose reviewing unit is the last of the county. `mark` keeps the names apart.
 */
export function listBigRoster(city: string, mark: number, lines: number): string[][] {
  const heading = COLUMNS.units.map(({ name }) => name)
  const OF_COUNTY = 100
  const county = (i: number) => `甲${mark}第${Math.floor(i / OF_COUNTY)}县人民政府`
  const office = (i: number) => `甲${mark}第${Math.floor(i / OF_COUNTY)}县第${i % OF_COUNTY}局`
  const rows = Array.from({ length: lines }, (_, i) => {
    const last = i - (i % OF_COUNTY) + OF_COUNTY - 1
    const details = ['11340400MB0000000A', `人民路 ${i} 号`, `https://x${i}.example.cn/zwgk`, String(i % OF_COUNTY), '2019-03-01']
    if (i % OF_COUNTY === 0) return [county(i), '县区', '', city, '', '', ...details]
    return [office(i), '部门', '', county(i), last < lines && i !== last ? office(last) : '', '初审', ...details]
  })
  return [heading, ...rows]
}
