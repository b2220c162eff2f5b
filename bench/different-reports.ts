import type { Report } from '@/report/report'
import { fullReport } from '@/server/testing/reports'

/** Reports of a unit, a text and figures that no other has: so no cache entry of one serves the next, except what all have in common. */
export function newReports(): () => Report {
  let count = 0
  return () => {
    count++
    const report = fullReport('F2021')
    const values = Object.entries(report.values).map(([at, text], i) => {
      const other = /^\d+$/.test(text)
        ? String((Number(text) + 7 * count + 31 * i * count) % 1000)
        : text.replaceAll('，', `，第${count}次`)
      return [at, other]
    })
    return { ...report, unit: `第${count}县人民政府`, values: Object.fromEntries(values) }
  }
}
