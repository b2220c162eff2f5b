import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { form2021 } from '@/report/templates/form-2021'
import { ThreadCard } from './thread-card'

it('HTML in a comment, its quote and the name of who wrote it is shown as text', () => {
  const html = '<img src=x onerror="document.title=1"><b>粗</b>'
  const on = new Date()
  const remark = { id: 1, text: html, by: html, on, asks: true, version: 1 }
  const thread = { id: 1, at: 'problems', quote: html, closedBy: null, closedOn: null, remarks: [remark], outcome: 'untouched' } as const
  const nothing = () => undefined
  const card = createElement(ThreadCard, {
    template: form2021,
    thread,
    board: 'comments',
    isReplying: false,
    onShow: nothing,
    onReply: nothing
  })
  const drawn = renderToStaticMarkup(createElement(MantineProvider, null, card))
  expect(drawn).not.toMatch(/<img|<b>粗/)
  expect(drawn.match(/&lt;b&gt;粗/g)).toHaveLength(3)
})
