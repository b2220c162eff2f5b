import { family, type Said } from '@/report/finding'
import type { Report } from '@/report/report'
import { told } from '@/report/rule'
import { type Address, partAddress, type Section } from '@/report/template'
import { remember } from '@/report/text/remember'
import { ALIKE, COPIED, compareTexts, percentOf } from '@/report/text/similarity'

/** Shorter texts are alike by nature: 无。, 本年度未收取信息处理费。 */
const SHORTEST = 200

const copy = () =>
  [
    '本年度检查发现，专栏更新的间隔时长时短，解读材料以文字居多，群众读起来费力。',
    '新接手答复工作的同志对补正、征求意见等环节不熟，文书格式时有出入。',
    '档案室与业务股之间移交单据不全，查找旧文件往往要跑几个来回。',
    '今后把专栏更新列入每月例会，逐项销号，图解和短视频由各股轮流制作。',
    '答复文书统一制成样张，先由老同志带一季，再独立承办。',
    '移交单据改为一式两联，由档案室按季核对，年底汇总通报，缺漏的限期补齐。',
    '每季度请两名群众代表试读解读材料，读不懂的地方当场记下，退回原股重写。'
  ].join('')

/** 内容雷同: a section that says again what last year's report said. Sister units are compared when a reviewer asks. */
export const sameness = family({
  id: 'Y-07',
  level: 'warning',
  hint: '不计数字和年份。请写明本年的做法、问题和措施，确属制度性表述的请说明。',
  ...told(
    typeof window === 'undefined' && {
      words: '各部分文字与上年报告（不计数字）七成以上相同的，请改写或说明；九成以上相同的属内容雷同。',
      breaks: [{ values: { problems: copy() }, lastYear: { problems: copy() }, put: '第五部分照抄上年报告' }],
      holds: { values: { problems: copy() }, lastYear: { problems: '窗口人手不足，答复时有超期，今后增设岗位并按月通报。' } }
    }
  ),
  find({ template, report, last }) {
    if (!last) return []
    return template.sections.flatMap((section): Said[] => {
      const mine = textOf(report, section)
      if (mine.text.length < SHORTEST) return []
      const { share } = shareOf(mine.text, textOf(last.report, section).text)
      if (share < ALIKE) return []
      const isCopied = share >= COPIED
      const says = `${section.name}与上年报告文字 ${percentOf(share)}% 相同${isCopied ? '，属内容雷同' : ''}`
      return [{ at: mine.at, says, basis: isCopied ? '90%' : '70%' }]
    })
  }
})

function textOf({ values }: Report, section: Section): { at: Address[]; text: string } {
  const at = (section.parts ?? []).map((part) => partAddress(section, part)).filter((address) => values[address])
  return { at, text: at.map((address) => values[address]).join('\n') }
}

/** The comparison of a section is made anew only when one of the texts changes. */
const shareOf = remember((text: string, against: string) => compareTexts(text, against))
