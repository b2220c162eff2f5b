import type { Report } from '@/report/report'
import { fullReport } from '@/server/testing/reports'

/** Reports that differ in unit, text and figures: a cache entry of one is no hit for the next, except for what all have in common. */
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
