import { beforeAll, describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import type { Finding } from '@/report/finding'
import { readLabelled } from '@/report/reading/read'
import { judgeLabels, plantMisprints, scoreLabels } from '@/report/testing/labels'
import { readShared } from '@/server/testing/shared'

const readFile = (name: string) => readShared(`corpus/${name}`)

describe('the text of the published reports', () => {
  it('is judged as the labels say, and linked to the cells they name', () => {
    const { contradictions, links } = scoreLabels(judgeLabels(readFile))
    expect(contradictions.precision).toBeGreaterThanOrEqual(0.95)
    expect(contradictions.recall).toBeGreaterThanOrEqual(0.85)
    expect(links.precision).toBeGreaterThanOrEqual(0.97)
    expect(links.recall).toBeGreaterThanOrEqual(0.8)
  })

  it('gives away nine of ten misprints a rule covers, and nothing when nothing is changed', () => {
    const { caught, alarms } = plantMisprints(readFile, 1000)
    expect(alarms).toBe(0)
    expect(caught).toBeGreaterThanOrEqual(900)
  })
})

describe('the report of 淮南 2019, read whole', () => {
  let findings: Finding[]
  beforeAll(() => {
    const seed = readShared('seed/000_7525cffb9e742ff2.txt')
    const between = (from: string, to: string) => seed.slice(seed.indexOf(from), seed.indexOf(to)).trim()
    findings = check(
      readLabelled({
        ...JSON.parse(readFile('huainan_zfb_2019.json')),
        headings: seed.split('\n').filter((line) => /^\s*(?:[一二三四五六]、|存在的主要问题)/.test(line) && line.length < 30),
        preamble: between('本报告依据', '一、总体情况'),
        problems: between('1、业务人员少', '六、其他需要报告的事项'),
        otherNarrative: seed.slice(seed.indexOf('全面推广双化'))
      })
    )
  })
  const says = (rule: string) =>
    findings
      .filter((finding) => finding.rule === rule)
      .map((finding) => finding.says)
      .join('\n')

  it.each([
    [1, 'N-08', '按时办结83件”，所列 6 项合计 81'],
    [2, 'N-06', '58件”，表三“本机关不掌握相关政府信息”为 59'],
    [3, 'N-05', '表三不予公开 1 件'],
    [4, 'N-06', '表三没有“信息不存在”一行'],
    [7, 'T2o-03', '本年新公开数量 88，本年新制作数量 113'],
    [9, 'X-01', '缺少序号，应为“五、'],
    [11, 'X-02', '引言写作“其他需要报告事项”'],
    [15, 'X-12', '《中华人民共和国保密法》'],
    [16, 'X-12', '“信息申请”'],
    [17, 'X-12', '“计划在”'],
    [20, 'X-12', '﹝2019﹞'],
    [21, 'X-12', '书名号内的书名用〈〉']
  ])('no. %i is found (%s)', (_, rule, words) => expect(says(rule)).toContain(words))

  it('is not blamed for what is consistent', () => {
    const blamed = findings.filter(({ rule, left }) => rule.startsWith('N-') && left).map(({ left }) => left?.text)
    expect(blamed).toEqual(['83', '58'])
    expect(findings.map(({ rule }) => rule)).not.toContain('N-10')
  })
})
