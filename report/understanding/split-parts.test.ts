import { expect, it } from 'vitest'
import { openTemplate } from '@/report/templates'
import { splitParts } from './split-parts'

const template = openTemplate('F2021')
const text =
  '一、总体情况\r\n（一）主动公开。全年公开12条。\r\n另有说明。\r\n（二）依申请公开情况\r\n收到10件。\r\n（三）政府信息管理：按时更新。'

it('a text with the headings of several parts is divided among them', () => {
  expect(splitParts(template, 'overview/disclosure', text, {})).toEqual([
    { at: 'overview/disclosure', now: '全年公开12条。\n另有说明。' },
    { at: 'overview/requests', now: '收到10件。' },
    { at: 'overview/management', now: '按时更新。' }
  ])
})

it('a text without them, with one alone, or for a section of one part stays one text', () => {
  expect(splitParts(template, 'overview/disclosure', '全年公开12条。\n另有说明。', {})).toBeUndefined()
  expect(splitParts(template, 'overview/requests', '（一）主动公开。全年公开12条。\n另有说明。', {})).toBeUndefined()
  expect(splitParts(template, 'problems', text, {})).toBeUndefined()
})

it('nothing that stands in a part is replaced', () => {
  expect(splitParts(template, 'overview/disclosure', text, { 'overview/requests': '已写。' })).toBeUndefined()
})
