import { expect, test } from 'vitest'
import { remember } from './remember'

function counted() {
  let made = 0
  const read = remember((text: string, whom: string) => ({ text, whom, made: ++made }))
  return { read, made: () => made }
}

test('the same text for the same one is computed once', () => {
  const { read, made } = counted()
  expect(read('收到申请1件', '甲局')).toBe(read('收到申请1件', '甲局'))
  expect(read('收到申请1件', '乙局')).toMatchObject({ whom: '乙局' })
  expect(made()).toBe(2)
})

test('the oldest are forgotten by their length: many short texts are kept, few long ones', () => {
  const { read, made } = counted()
  const short = Array.from({ length: 2000 }, (_, i) => `第${i}句`)
  for (const text of short) read(text, '甲局')
  for (const text of short) read(text, '甲局')
  expect(made()).toBe(2000)

  for (let i = 0; i < 20; i++) read(`${i}`.padEnd(20_000, '件'), '甲局')
  read(short[0] as string, '甲局')
  expect(made()).toBe(2021)
})

test('the text asked for last is kept, however long', () => {
  const { read, made } = counted()
  const long = '件'.repeat(1_000_000)
  read(long, '甲局')
  read(long, '甲局')
  expect(made()).toBe(1)
})
