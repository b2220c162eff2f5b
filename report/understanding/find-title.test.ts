import { expect, it } from 'vitest'
import { findCreditCode } from './find-title'
import type { FoundFile } from './found'

const CODE = '91350100M000100Y43'
const line = (text: string) => ({ is: 'text' as const, text })
const row = (...texts: string[]) => ({ is: 'table' as const, rows: [texts.map((text) => ({ text, colspan: 1, rowspan: 1 }))] })

it.each<[string, FoundFile['blocks'], string | undefined]>([
  ['in a line', [line('某局年报'), line(`统一社会信用代码：${CODE} 发布日期：2024-01-20`)], CODE],
  ['in the cell beside its name, in small full-width letters', [row('统一社会信用代码', '９１３５０１００ｍ０００１００ｙ４３')], CODE],
  ['with a wrong check sign', [line('统一社会信用代码：91350100M000100Y44')], undefined],
  ['without its name', [line(`编号 ${CODE}`)], undefined],
  ['beside that of another unit', [line(`统一社会信用代码：${CODE}`), line('统一社会信用代码：11340400MB0000000A')], undefined]
])('统一社会信用代码 %s', (_, blocks, code) => {
  expect(findCreditCode({ blocks })).toBe(code)
})
