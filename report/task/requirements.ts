import { family, type LoneRule, placeName, type Said, type Sheet } from '@/report/finding'
import { told } from '@/report/rule'
import { type Requirement, sourceOf } from '@/report/task/requirement'
import type { Address } from '@/report/template'

type Of<Is extends Requirement['is']> = Extract<Requirement, { is: Is }>

const listOf = <Is extends Requirement['is']>({ requirements = [] }: Sheet, is: Is): Of<Is>[] =>
  requirements.filter((one): one is Of<Is> => one.is === is)

const textOf = ({ report }: Sheet, at: readonly Address[]) => at.map((one) => report.values[one]?.trim() ?? '').join('\n')

/** In the order in which they stand: several demands on one place are one finding, or they would share its key. */
function byPlace<R extends { at: readonly Address[] }>(all: readonly R[]): R[][] {
  const places = new Map<string, R[]>()
  for (const one of all) places.set(one.at.join(' '), [...(places.get(one.at.join(' ')) ?? []), one])
  return [...places.values()]
}

const longest: LoneRule = {
  id: 'L-01',
  level: 'warning',
  hint: '请删减，确需保留的请说明。',
  ...told(
    typeof window === 'undefined' && {
      words: '年度任务规定了篇幅的，不超过规定的字数（不计空格）。',
      breaks: [
        {
          requirements: [{ is: 'longest', name: '总体情况', at: ['overview/general'], most: 20, source: '《通知》第一条' }],
          values: { 'overview/general': '全年主动公开各类政府信息，办理依申请公开，加强平台建设。' },
          put: '任务要求总体情况不超过 20 字，写了 27 字'
        }
      ],
      holds: {
        requirements: [{ is: 'longest', name: '总体情况', at: ['overview/general'], most: 20, source: '' }],
        values: { 'overview/general': '全年工作平稳有序。' }
      }
    }
  ),
  find(sheet) {
    return byPlace(listOf(sheet, 'longest')).flatMap((all): Said[] => {
      const one = all.reduce((least, other) => (other.most < least.most ? other : least))
      const length = textOf(sheet, one.at).replace(/\s/g, '').length
      if (length <= one.most) return []
      const says = `${one.name}共 ${length} 字，任务要求不超过 ${one.most} 字${sourceOf(one)}`
      return [{ at: one.at, says, basis: String(one.most) }]
    })
  }
}

const NUMBER = /[\d０-９]|[一二两三四五六七八九十百千万]+[个件次条家篇期项处所场名人]/

const mention: LoneRule = {
  id: 'L-02',
  level: 'warning',
  hint: '请补写；没有这项工作的，写明没有或者填写说明。',
  ...told(
    typeof window === 'undefined' && {
      words: '年度任务规定必须写明的内容，在规定的部分写明；要求写明数量的，同一句话里有数字。',
      breaks: [
        {
          requirements: [
            { is: 'mention', name: '总体情况', at: ['overview/general'], words: '政务公开专区', isCounted: true, source: '《通知》第二条' }
          ],
          values: { 'overview/general': '继续建设政务公开专区。' },
          put: '任务要求总体情况必须写明政务公开专区的数量，只写了“继续建设政务公开专区。”'
        }
      ],
      holds: {
        requirements: [{ is: 'mention', name: '总体情况', at: ['overview/general'], words: '政务公开专区', isCounted: true, source: '' }],
        values: { 'overview/general': '建有政务公开专区 3 个。' }
      }
    }
  ),
  find(sheet) {
    return byPlace(listOf(sheet, 'mention')).flatMap((all): Said[] => {
      const sentences = textOf(sheet, all[0]?.at ?? []).split(/[。；\n]/)
      const missing = all.filter(
        ({ words, isCounted }) => !sentences.some((one) => one.includes(words) && (!isCounted || NUMBER.test(one.replace(words, ''))))
      )
      const [first] = missing
      if (!first) return []
      const named = missing.map((one) => `${one.words}${one.isCounted ? '的数量' : ''}${sourceOf(one)}`)
      return [{ at: first.at, says: `${first.name}没有写明${named.join('、')}`, basis: named.join('\n') }]
    })
  }
}

const avoid: LoneRule = {
  id: 'L-03',
  level: 'warning',
  hint: '请改写，确需使用的请说明。',
  ...told(
    typeof window === 'undefined' && {
      words: '年度任务规定不得使用的词语，各部分文字中不出现。',
      breaks: [
        {
          requirements: [{ is: 'avoid', words: '圆满完成', source: '《通知》第三条' }],
          values: { 'overview/general': '圆满完成了各项任务。' },
          put: '任务要求不得出现“圆满完成”，总述写了“圆满完成了各项任务。”'
        }
      ],
      holds: {
        requirements: [{ is: 'avoid', words: '圆满完成', source: '' }],
        values: { 'overview/general': '完成了各项任务。' }
      }
    }
  ),
  find(sheet) {
    const avoided = listOf(sheet, 'avoid')
    if (avoided.length === 0) return []
    return sheet.template.prose.flatMap((at): Said[] => {
      const text = sheet.report.values[at] ?? ''
      const found = avoided.filter(({ words }) => text.includes(words))
      if (found.length === 0) return []
      const named = found.map((one) => `“${one.words}”${sourceOf(one)}`)
      return [{ at: [at], says: `${placeName(sheet.template, at)}出现${named.join('、')}，任务要求不得使用`, basis: named.join('\n') }]
    })
  }
}

/** 任务要求: what the task of the year demands; silent where it demands nothing. */
export const requirements = family(longest, mention, avoid)
