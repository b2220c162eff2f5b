import { expect, it } from 'vitest'
import { distance } from './distance'

it.each([
  ['信息公开条例', '信息公开条例', 0],
  ['信息公开条列', '信息公开条例', 1],
  ['信息公条例', '信息公开条例', 1],
  ['政府信息公开条例', '信息公开条例', 2],
  ['', '条例', 2],
  ['复议法', '诉讼法', 2]
])('%s and %s are %i signs apart', (a, b, apart) => {
  expect(distance(a, b, 3)).toBe(apart)
  expect(distance(b, a, apart)).toBe(apart)
  if (apart > 0) expect(distance(a, b, apart - 1)).toBeUndefined()
})
