import { expect, test } from 'vitest'
import { compareNames, nameApart, superiorsApart } from './unit'

const unit = (id: number, name: string, above: number | null = null) => ({ id, name, above })

test('units of the same name are told apart by the nearest unit above that lies above none of the others', () => {
  const counties = [unit(2, '乙县', 1), unit(3, '丙县', 1)]
  const towns = [unit(4, '城关镇', 2), unit(5, '城关镇', 3), unit(6, '河口镇', 3)]
  expect([...superiorsApart(towns, [unit(1, '甲市'), ...counties])]).toEqual([
    [4, '乙县'],
    [5, '丙县']
  ])
  const offices = [unit(7, '办公室', 4), unit(8, '办公室', 5)]
  expect([...superiorsApart([...offices, ...towns, ...counties])]).toContainEqual([7, '乙县'])
})

test('a unit beside its namesake above it is told apart, and one of which nothing is known keeps its name', () => {
  expect([...superiorsApart([unit(1, '办公室'), unit(2, '办公室', 3)], [unit(3, '乙县')])]).toEqual([[2, '乙县']])
  expect([nameApart('办公室', undefined), nameApart('办公室', '乙县')]).toEqual(['办公室', '办公室（乙县）'])
})

test('names with numbers are in the order of the numbers', () => {
  expect(['第100县', '第2县', '第10县'].sort(compareNames)).toEqual(['第2县', '第10县', '第100县'])
})
