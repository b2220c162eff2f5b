import { expect, it } from 'vitest'
import { check } from '@/report/check'
import { templateOf } from '@/report/report'
import { cleanReport } from '@/report/samples/clean-report'
import { sayRequirement } from '@/report/task/requirement'
import { readRequirements } from './read-requirements'

const report = cleanReport(2024, {})
const template = templateOf(report)
const read = (...lines: string[]) => readRequirements(lines.join('\n'), template)

it('reads a line a demand, as the notice says it, with its source', () => {
  const { requirements, faults } = read(
    '总体情况不超过1000字（《通知》第一条）',
    '',
    '一、总体情况必须写明“政务公开专区”的数量。(《通知》第二条第（三）项)',
    '全文不得使用圆满完成',
    '规则 x-10 改为提醒（《通知》附件）'
  )
  expect(faults).toEqual([])
  expect(requirements.map(sayRequirement)).toEqual([
    '总体情况不超过 1000 字（《通知》第一条）',
    '总体情况必须写明政务公开专区的数量（《通知》第二条第（三）项）',
    '不得出现“圆满完成”',
    '规则 X-10 由提示改为提醒（《通知》附件）'
  ])
  expect(requirements[0]).toMatchObject({ at: template.prose.filter((at) => at.startsWith('overview/')) })
})

it.each([
  ['请大家认真填写', /第 1 行：看不懂“请大家认真填写”。请写成/],
  ['第九部分不超过 100 字', /没有“第九部分”这个部分，可以写“总体情况”/],
  ['总体情况不超过0字', /字数应在 1 到 20000 之间/],
  ['不得出现我', /“我”应为 2 到 40 字/],
  ['规则 Q-99 改为错误', /没有编号为 Q-99 的规则/],
  ['规则 T3-04 改为提醒', /错误不能降低/],
  ['规则 X-10 改为错误', /一次只能提高或者降低一级/],
  ['规则 X-10 改为提示', /本来就是提示/]
])('refuses %s and says what to write', (line, fault) => {
  expect(read(line).faults.join()).toMatch(fault)
})

it('a rule speaks with the level the task gave it; an error made of a warning may still be explained', () => {
  const levelOf = (rule: string, lines: string) =>
    check(cleanReport(2024, { 'overview/platform': '' }), { requirements: read(lines).requirements }).find((one) => one.rule === rule)
  expect(levelOf('X-03', '')).toMatchObject({ level: 'warning' })
  expect(levelOf('X-03', '规则 X-03 改为错误（《通知》第四条）')).toMatchObject({ level: 'error', override: true })
  expect(levelOf('X-03', '规则 X-03 改为提示')).toMatchObject({ level: 'note' })
})

it('several demands on one place are one finding, which an explanation of the others does not settle', () => {
  const { requirements } = read(
    '总体情况必须写明政务公开专区',
    '总体情况必须写明政策吹风会的数量',
    '总体情况不超过 50 字',
    '总体情况不超过 80 字'
  )
  const found = check(report, { requirements }).filter(({ rule }) => rule.startsWith('L-'))
  expect(found.map(({ rule, basis }) => [rule, basis])).toEqual([
    ['L-01', '50'],
    ['L-02', '政务公开专区\n政策吹风会的数量']
  ])
})
