import type { Locator, Page } from '@playwright/test'
import type { Values } from '@/report/values'
import { type openCase, YEAR } from './case'
import type { Keyboard } from './keyboard'

type Case = Awaited<ReturnType<typeof openCase>>

/** An action of somebody who works with the mouse: a click, the Tab key between cells, or typed text. */
export type Gesture = { click: (page: Page) => Locator } | { key: string } | { words: string }

/** An everyday task, by keyboard and by mouse; `values`: the report it starts from. */
export type Job = {
  name: string
  who: 'filler' | 'reviewer' | 'admin'
  values: Values
  /** Sets up what happened before the task. */
  prepare?: (one: Case) => Promise<unknown>
  path: (one: Case) => string
  keys: (keyboard: Keyboard) => Promise<unknown>
  mouse: readonly Gesture[]
  /** The element that shows that the task is done. */
  done: (page: Page) => Locator
}

const button = (name: string | RegExp) => ({ click: (page: Page) => page.getByRole('button', { name }).first() })
const cell = (at: string) => ({ click: (page: Page) => page.locator(`[name="${at}"]`) })
const tab = { key: 'Tab' }
const words = (text: string) => ({ words: text })

/** The first value should have been 9. */
const ROW = ['99', '0', '0', '0', '0', '0']
const COLUMNS = ['person', 'company', 'research', 'welfare', 'legal', 'other']
/** More than half of the requests are carried over, which is a warning. */
const CARRIED = { 'requests/granted/person': '2', 'requests/carried-out/person': '8' }
const REASON = '已逐项核实，情况属实。'
/** The test browser's interface is English, so its date fields expect month, day, year. */
const UNTIL = `0310${YEAR + 1}`

/** Waits until a dialog has the focus. */
const untilAsked = ({ page }: Keyboard) => page.getByRole('dialog').locator(':focus').waitFor()

const submitted = async (one: Case) => {
  await one.type({})
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
}

export const FILL: Job = {
  name: 'fill a row, mend the slip in it',
  who: 'filler',
  values: Object.fromEntries(COLUMNS.map((column) => [`requests/granted/${column}`, ''])),
  path: ({ report }) => `/reports/${report}?part=requests`,
  keys: async (keyboard) => {
    await keyboard.press('F8')
    for (const [i, text] of ROW.entries()) {
      if (i > 0) await keyboard.press('Tab')
      await keyboard.type(text)
    }
    await keyboard.page.getByText(/^修复建议/).waitFor()
    await keyboard.press('F9')
  },
  mouse: [cell('requests/granted/person'), ...ROW.flatMap((text, i) => [...(i > 0 ? [tab] : []), words(text)]), button('应用')],
  done: (page) => page.getByRole('heading', { name: /^本部分：\s*● 没有需要处理的问题/ })
}

export const EXPLAIN: Job = {
  name: 'explain a warning',
  who: 'filler',
  values: CARRIED,
  path: ({ report }) => `/reports/${report}?part=requests`,
  keys: async (keyboard) => {
    await keyboard.press('F8', 'F7', 'Enter')
    await keyboard.type(REASON)
    await keyboard.press('Control+Enter')
  },
  mouse: [button('填写说明'), words(REASON), button('保存说明')],
  done: (page) => page.getByText(`已说明：${REASON}`)
}

export const RETURN: Job = {
  name: 'comment on a place and return the report',
  who: 'reviewer',
  values: CARRIED,
  prepare: submitted,
  path: ({ report }) => `/reports/${report}/review`,
  keys: async (keyboard) => {
    await keyboard.press('j', 'c')
    await keyboard.type('请核对结转件数。')
    await keyboard.press('Control+Enter')
    await keyboard.page.getByRole('region', { name: '写意见' }).waitFor({ state: 'hidden' })
    await keyboard.press('r')
    await untilAsked(keyboard)
    await keyboard.type('结转件数请核对')
    await keyboard.press('Control+Enter')
  },
  mouse: [
    { click: (page) => page.getByRole('complementary', { name: '审核' }).getByRole('listitem').first().getByRole('button').first() },
    button(/^写意见/),
    words('请核对结转件数。'),
    button('发出'),
    button(/退回修改/),
    words('结转件数请核对'),
    button(/^确认/)
  ],
  done: (page) => page.getByRole('region', { name: '报告', exact: true }).getByText('已退回')
}

export const APPROVE: Job = {
  name: 'approve',
  who: 'reviewer',
  values: CARRIED,
  prepare: submitted,
  path: ({ report }) => `/reports/${report}/review`,
  keys: async (keyboard) => {
    await keyboard.press('a')
    await untilAsked(keyboard)
    await keyboard.press('Enter')
  },
  mouse: [button(/审核通过/), button(/^确认/)],
  done: (page) => page.getByRole('region', { name: '报告', exact: true }).getByText('审核通过')
}

export const EXTEND: Job = {
  name: 'grant an extension',
  who: 'admin',
  values: {},
  path: ({ bureau }) => `/admin/campaigns?unit=${bureau.id}&year=${YEAR}`,
  keys: async (keyboard) => {
    await keyboard.press('Tab', 'Enter')
    await keyboard.goTo(keyboard.page.getByLabel('延期至'))
    await keyboard.type(UNTIL)
    await keyboard.goTo(keyboard.page.getByLabel('理由'))
    await keyboard.type('机构改革，台账未移交')
    await keyboard.press('Enter')
  },
  mouse: [
    { click: (page) => page.getByLabel('延期至') },
    words(UNTIL),
    { click: (page) => page.getByLabel('理由') },
    words('机构改革，台账未移交'),
    button('批准延期')
  ],
  done: (page) => page.getByText(/已延期至/)
}

export const JOBS = [FILL, EXPLAIN, RETURN, APPROVE, EXTEND]
