import { amountOf, type Sheet } from '@/report/finding'
import { meaningOf, requestsOf, resultLines, resultName } from '@/report/meaning'
import { writeToken } from './tokens'

/** The place of the paragraph that `draftRequests` writes. */
export const REQUESTS_TEXT = 'overview/requests'

/**
 * （二）依申请公开 drafted from table three, its numbers as tokens that follow the table; undefined while the table's
 * totals are not filled.
 */
export function draftRequests(sheet: Sheet): string | undefined {
  const { template, report } = sheet
  const amount = (row: string) => amountOf(sheet, requestsOf(row))
  if (Number.isNaN(amount('received') + amount('carried-in') + amount('handled') + amount('carried-out'))) return undefined
  if (amount('received') + amount('carried-in') === 0) return `${report.year}年，未收到政府信息公开申请，无上年结转申请。`

  const count = (row: string) => `${writeToken(template.meanings.get(requestsOf(row)) ?? '')}件`
  const results = resultLines(template).map((line) => ({ name: resultName(line), row: meaningOf(line) }))
  const listed = results.flatMap(({ name, row }) => (amount(row) > 0 ? name + count(row) : [])).join('，')
  return [
    `${report.year}年，新收政府信息公开申请${count('received')}，上年结转${count('carried-in')}；`,
    `全年办结${count('handled')}，结转下年度继续办理${count('carried-out')}。`,
    listed && `办结的申请中，${listed}。`
  ].join('')
}
