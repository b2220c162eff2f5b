import { amountAt, type Sheet } from '@/report/finding'
import { lineName } from '@/report/template'
import { writeToken } from './tokens'

/** The place of the paragraph that `draftRequests` writes. */
export const REQUESTS_TEXT = 'overview/requests'

/**
 * （二）依申请公开 drafted from table three, its numbers as tokens that follow the table; undefined while the table's
 * totals are not filled.
 */
export function draftRequests(sheet: Sheet): string | undefined {
  const { template, report } = sheet
  const amountOf = (row: string) => amountAt(sheet, addressOf(row))
  if (Number.isNaN(amountOf('received') + amountOf('carried-in') + amountOf('handled') + amountOf('carried-out'))) return undefined
  if (amountOf('received') + amountOf('carried-in') === 0) return `${report.year}年，未收到政府信息公开申请，无上年结转申请。`

  const count = (row: string) => `${writeToken(addressOf(row))}件`
  const rows = template.tables.find(({ key }) => key === 'requests')?.blocks[0]?.rows ?? []
  const outcomes = (rows.find(({ key }) => key === 'results')?.lines ?? []).filter(({ key }) => key !== 'handled' && amountOf(key) > 0)
  const listed = outcomes.map((line) => `${lineName(line).replace(/^（.）/, '')}${count(line.key)}`).join('，')
  return [
    `${report.year}年，新收政府信息公开申请${count('received')}，上年结转${count('carried-in')}；`,
    `全年办结${count('handled')}，结转下年度继续办理${count('carried-out')}。`,
    listed && `办结的申请中，${listed}。`
  ].join('')
}

const addressOf = (row: string) => `requests/${row}/total`
