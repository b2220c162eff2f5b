import type { Check, Finding } from '@/report/finding'
import { remember } from '@/report/remember'
import type { Report } from '@/report/report'
import { type Address, partAddress, type Section } from '@/report/template'
import { ALIKE, COPIED, compareTexts, percentOf } from '@/report/text/similarity'

/** Shorter texts are alike by nature: 无。, 本年度未收取信息处理费。 */
const SHORTEST = 200

/** 内容雷同: a section that says again what last year's report said (Y-07). Sister units are compared when a reviewer asks. */
export const sameness: Check = {
  rules: [
    { id: 'Y-07', level: 'warning', words: '各部分文字与上年报告（不计数字）七成以上相同的，请改写或说明；九成以上相同的属内容雷同。' }
  ],
  find(sheet) {
    const { template, report, last } = sheet
    if (!last) return []
    return template.sections.flatMap((section): Finding[] => {
      const mine = textOf(report, section)
      if (mine.text.length < SHORTEST) return []
      const { share } = shareOf(mine.text, textOf(last.report, section).text)
      if (share < ALIKE) return []
      return [
        {
          rule: 'Y-07',
          level: 'warning',
          at: mine.at,
          says: `${section.name}与上年报告文字 ${percentOf(share)}% 相同${share >= COPIED ? '，属内容雷同' : ''}`,
          basis: share >= COPIED ? '90%' : '70%',
          hint: '不计数字和年份。请写明本年的做法、问题和措施，确属制度性表述的请说明。'
        }
      ]
    })
  }
}

function textOf({ values }: Report, section: Section): { at: Address[]; text: string } {
  const at = (section.parts ?? []).map((part) => partAddress(section, part)).filter((address) => values[address])
  return { at, text: at.map((address) => values[address]).join('\n') }
}

/** The comparison of a section is made anew only when one of the texts changes. */
const shareOf = remember(32, (text: string, against: string) => compareTexts(text, against))
