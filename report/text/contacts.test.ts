import { expect, it } from 'vitest'
import { fillContacts } from './contacts'
import { gapsIn, preamblePattern } from './preamble'

const pattern = preamblePattern({ template: 'F2021', year: 2024 })

it('website, office, address, telephone and postcode are taken from last year’s preamble', () => {
  const before =
    '报告电子版可在甲市人民政府网站（http://www.example.gov.cn/zwgk）下载。如有疑问，请与甲市教育局办公室联系（地址：甲市和平路8号，电话：0550-1234567，邮编：230001）。'
  const text = fillContacts(pattern, before)
  expect(text).toContain('可在甲市人民政府（http://www.example.gov.cn/zwgk）查阅')
  expect(text).toContain('请与甲市教育局办公室联系（地址：甲市和平路8号，电话：0550-1234567，邮编：230001）')
  expect(gapsIn(text).map(({ gap }) => gap)).toEqual(['【上级通知名称及文号】'])
})

it('what last year’s preamble does not say stays a gap, and nothing of its years comes along', () => {
  const text = fillContacts(pattern, '统计期限自2023年1月1日起至2023年12月31日止。联系电话：（0550）7654321。')
  expect(text).toContain('电话：（0550）7654321')
  expect(text).not.toContain('2023')
  expect(gapsIn(text)).toHaveLength(gapsIn(pattern).length - 1)
  expect(fillContacts(pattern, '')).toBe(pattern)
})
