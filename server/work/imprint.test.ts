import { expect, it } from 'vitest'
import { NO_IMPRINT } from '@/report/layout/imprint'
import { typedImprint } from './imprint'

const read = (typed: object) => typedImprint.safeParse({ ...NO_IMPRINT, ...typed })
const refusal = (typed: object) => read(typed).error?.issues[0]?.message

it('takes any bracket around the year of 发文字号 for 六角括号', () => {
  for (const typed of ['青政办发〔2025〕3号', '青政办发[2025]3号', '青政办发（2025）3号', ' 青政办发【2025】 3号 '])
    expect(read({ number: typed }).data?.number, typed).toBe('青政办发〔2025〕3号')
  for (const typed of ['青政办发2025年3号', '青政办发〔2025〕03号', '〔2025〕3号', '青政办发〔2025〕3'])
    expect(refusal({ number: typed }), typed).toMatch(/发文字号请写作/)
})

it('prints 抄送 once and its full stop once, however it was typed', () => {
  expect(read({ copies: '抄送：县委办公室，县政协办公室。' }).data?.copies).toBe('县委办公室，县政协办公室')
})

it('says which character cannot be printed, which day is none, and what is too long, and takes what is empty', () => {
  expect(read({}).data).toEqual(NO_IMPRINT)
  expect(refusal({ signer: '李\u{20000}' })).toBe('签发人中的“\u{20000}”没有字形，印不出来，请改用其他字')
  expect(refusal({ date: '2025-02-30' })).toMatch(/成文日期请写作/)
  expect(refusal({ copies: '局'.repeat(301) })).toBe('抄送最多 300 字')
})
