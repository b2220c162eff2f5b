import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'

/** A gap in a text pattern that somebody still has to fill: 【联系电话】. */
const GAP = /【[^【】]{0,30}】/g

/** The usual preamble with its gaps in 【 】: legal basis, six parts, period, download, contact. */
export function preamblePattern(report: Pick<Report, 'template' | 'year'>): string {
  const { notice, sections } = templateOf(report)
  const names = sections.map(({ heading }) => heading.slice(2)).join('、')
  return [
    `根据《中华人民共和国政府信息公开条例》（国务院令第711号）、${notice.title}（${notice.number}）和【上级通知名称及文号】要求编制本报告。`,
    `全文由${names}六个部分组成。`,
    `所列数据的统计期限自${report.year}年1月1日起，至${report.year}年12月31日止。`,
    '报告电子版可在【网站名称】（【网址】）查阅和下载。',
    '对本报告如有疑问，请与【联系机构】联系（地址：【地址】，电话：【电话】，邮编：【邮编】）。'
  ].join('')
}

/** The gaps left in a text, in order, with the place of each. */
export function gapsIn(text: string): { gap: string; from: number; to: number }[] {
  return [...text.matchAll(GAP)].map((match) => ({ gap: match[0], from: match.index, to: match.index + match[0].length }))
}
