import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeSnapshot } from '@/report/snapshot'
import { buildFonts } from '@/scripts/fonts.mjs'
import { openPage } from '@/server/files/drawing'
import { FORMATS } from '@/server/files/formats'
import { makeFile } from '@/server/files/make-file'
import { readPdf } from '@/server/files/pdf/read-pdf'
import { writeFile } from '@/server/files/write-file'
import { emptyReport, fullReport } from '@/server/testing/reports'
import { runInFileWorker, shareOf } from './file-worker'

beforeAll(buildFonts)

const snapshotOf = (unit: string) => makeSnapshot({ ...emptyReport('F2021'), unit })
const orderOf = (i: number) => makeFile(snapshotOf(`第${i + 1}乡人民政府`), 'pdf')
const titleOf = (pdf: Uint8Array) => readPdf(pdf).paragraphs[0]

/** A report that is long enough for the worker of its own, another one each time. */
let longs = 0
const longSnapshot = () =>
  makeSnapshot({ ...emptyReport('F2021'), values: { problems: `第${++longs}稿。${'今后将加强队伍建设。\n'.repeat(6000)}` } })

const hands = () => (globalThis as unknown as { nianbaoFileWorkers: Record<'short' | 'long', { child?: ChildProcess }> }).nianbaoFileWorkers

async function killWorker(): Promise<void> {
  const { child } = hands().short
  const gone = child && once(child, 'exit')
  child?.kill('SIGKILL')
  await gone
}

describe('the worker', () => {
  it.each(FORMATS)('makes a %s file of the same bytes as any other thread', async (format) => {
    const snapshot = makeSnapshot(fullReport('F2021'))
    expect(Buffer.from(await makeFile(snapshot, format)).equals(Buffer.from(writeFile(snapshot, format, {})))).toBe(true)
  })

  it('draws the pages of the preview, each a picture with the letters it needs', async () => {
    const drawing = await runInFileWorker(undefined, 'drawPages', snapshotOf('甲乡人民政府'), {}, undefined)
    const pages = drawing.pages.map((_, i) => openPage(drawing, i + 1) ?? '')
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) {
      const [has, needs] = [/<symbol id="(\w+)"/g, /href="#(\w+)"/g].map((id) => new Set([...page.matchAll(id)].map(([, found]) => found)))
      expect(page).toMatch(/^<svg [^>]*viewBox="0 [\d.]+ 595[\d.]+ 841[\d.]+">.*<\/svg>$/s)
      expect(needs?.size).toBeGreaterThan(5)
      expect(has).toEqual(needs)
    }
    expect(openPage(drawing, 0) ?? openPage(drawing, pages.length + 1)).toBeUndefined()
  })

  it('answers many requests, each with its own report', async () => {
    const pdfs = await Promise.all(Array.from({ length: 6 }, (_, i) => orderOf(i)))
    expect(pdfs.map(titleOf)).toEqual(pdfs.map((_, i) => expect.stringContaining(`第${i + 1}乡人民政府`)))
  })

  it('says what is wrong with a request, and answers the next one', async () => {
    await expect(makeFile('{', 'pdf')).rejects.toThrow('不是年报数据')
    await expect(makeFile(snapshotOf('甲乡'), 'pdf', { fontDir: 'none' })).rejects.toThrow('没有 FONT_DIR 指定的字体文件夹')
    await expect(orderOf(0)).resolves.toBeInstanceOf(Uint8Array)
  })

  it('is started again when it has died', async () => {
    await orderOf(0)
    const waiting = orderOf(1)
    await killWorker()
    await expect(waiting).rejects.toThrow('文件没有生成：生成文件的进程意外退出')
    await expect(orderOf(2)).resolves.toBeInstanceOf(Uint8Array)
  })
})

describe('a long report', () => {
  it('lets the short ones pass that were asked for later, and leaves no worker behind', async () => {
    const done: string[] = []
    const orders = [
      makeFile(longSnapshot(), 'pdf').then(() => done.push('long')),
      orderOf(0).then(() => done.push('short')),
      makeFile(snapshotOf('甲乡'), 'docx').then(() => done.push('short'))
    ]
    await Promise.all(orders)
    expect(done).toEqual(['short', 'short', 'long'])
    expect(hands().long.child).toBeUndefined()
  })

  it('is given up when nobody wants it any more, under way or not yet, and the next is made', async () => {
    const left = [new AbortController(), new AbortController()]
    const asked = left.map(({ signal }) => makeFile(longSnapshot(), 'pdf', {}, { share: shareOf({ id: 1 }), signal }))
    const next = makeFile(longSnapshot(), 'json')
    for (const one of left) one.abort()
    const answers = await Promise.allSettled(asked)
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(next).resolves.toBeInstanceOf(Uint8Array)
  })

  it('is refused to whoever waits for as many as he may, while others are served', async () => {
    const share = shareOf({ id: 2 })
    const stop = new AbortController()
    const turn = { share, signal: stop.signal }
    const many = Array.from({ length: share.most + 2 }, () => makeFile(longSnapshot(), 'docx', {}, { ...turn }))
    await expect(many.at(-1)).rejects.toThrow(`前面还有`)
    await expect(makeFile(longSnapshot(), 'json', {}, { share: shareOf({ id: 3 }) })).resolves.toBeInstanceOf(Uint8Array)
    stop.abort()
    await Promise.allSettled(many)
  })
})

describe('twenty exports at once', () => {
  it('are each answered, and if the worker is killed among them one fails clearly and no other', async () => {
    const orders = Array.from({ length: 20 }, (_, i) => orderOf(i))
    await orders[4]
    await killWorker()
    const answers = await Promise.allSettled(orders)
    const failed = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []))
    expect(failed).toEqual(['Error: 文件没有生成：生成文件的进程意外退出'])
    const last = answers.at(-1)
    expect(last?.status === 'fulfilled' && titleOf(last.value)).toContain('第20乡人民政府')
  })
})
