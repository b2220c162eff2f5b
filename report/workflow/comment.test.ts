import { describe, expect, it } from 'vitest'
import { templateOf } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import { countChanged, type JudgedThread, outcomeOf, pairChanges, sentencesOf, type Thread, type ThreadOutcome } from './comment'
import { differences } from './difference'

const before = cleanReport(2024)
const template = templateOf(before)
const on = new Date('2025-01-20T02:00:00Z')
let count = 0

const ask = (at: string, outcome: ThreadOutcome = 'untouched'): JudgedThread => ({
  id: ++count,
  at,
  quote: '',
  remarks: [{ id: count, text: '请核对。', by: '审核员', on, version: 3, asks: true }],
  closedBy: null,
  closedOn: null,
  outcome
})

describe('changes beside the comments that asked for them', () => {
  const after = { ...before.values, 'requests/granted/person': '8', 'requests/partial/person': '1', problems: '人手不足，将补充。' }
  const changes = differences(template, before.values, after)

  it('stand in the order of the form, each once, under the cell, row or section it lies in', () => {
    const [row, whole, section, untouched] = [ask('requests/granted'), ask(''), ask('problems'), ask('disclosure/normative/made')]
    const paired = pairChanges(template, changes, [section, row, untouched, whole])
    expect(paired.map(({ thread, differences: list }) => [thread?.at, list.map(({ at }) => at)])).toEqual([
      ['', []],
      ['disclosure/normative/made', []],
      ['requests/granted', ['requests/granted/person']],
      [undefined, ['requests/partial/person']],
      ['problems', ['problems']]
    ])
  })

  it('are counted by place: once for two comments that asked, and not for one that nothing became of', () => {
    const threads = [ask('requests/granted'), ask('requests'), ask('disclosure/normative/made')]
    const paired = pairChanges(template, changes, threads)
    expect(paired).toHaveLength(4)
    expect(paired.flatMap((one) => one.differences)).toHaveLength(4)
    expect(countChanged(paired)).toBe(3)
  })
})

describe('what became of a comment', () => {
  const thread: Thread = ask('requests/granted')
  const changed =
    (...at: string[]) =>
    () =>
      at
  it('is told by its place first, then by the last word', () => {
    expect(outcomeOf(thread, changed())).toBe('untouched')
    expect(outcomeOf(thread, changed('requests/granted/person'))).toBe('changed')
    expect(outcomeOf(thread, changed('requests/granted-other/person'))).toBe('untouched')
    const answered = { ...thread, remarks: [...thread.remarks, { id: 99, text: '无误。', by: '填报员', on, version: 4, asks: false }] }
    expect(outcomeOf(answered, changed())).toBe('answered')
    expect(outcomeOf({ ...answered, closedOn: on }, changed())).toBe('closed')
  })
})

it('a text is quoted sentence by sentence, word for word', () => {
  const text = '全年收到申请87件；办结83件。\n下一步，加强培训'
  expect(sentencesOf(text)).toEqual(['全年收到申请87件；', '办结83件。', '下一步，加强培训'])
  for (const sentence of sentencesOf(text)) expect(text).toContain(sentence)
})
