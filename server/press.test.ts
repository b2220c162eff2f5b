import { beforeAll, describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/document'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import { buildFonts } from '@/scripts/fonts.mjs'
import { makeFile, makePages } from './make-file'
import { FORMATS } from './prove'
import { readPdf } from './read-pdf'
import { emptyReport, fullReport } from './testing/reports'
import { writeFile } from './write-file'

beforeAll(buildFonts)

const snapshotOf = (unit: string) => makeSnapshot({ ...emptyReport('F2021'), unit })
const orderOf = (i: number) => makeFile(snapshotOf(`第${i + 1}乡人民政府`), 'pdf')
const titleOf = (pdf: Uint8Array) => readPdf(pdf).paragraphs[0]

function killWorker(): Promise<number> {
  const { nianbaoPress } = globalThis as unknown as { nianbaoPress: { worker: { terminate: () => Promise<number> } } }
  return nianbaoPress.worker.terminate()
}

describe('the worker', () => {
  it.each(FORMATS)('makes a %s file of the same bytes as any other thread', async (format) => {
    const snapshot = makeSnapshot(fullReport('F2021'))
    expect(Buffer.from(await makeFile(snapshot, format)).equals(Buffer.from(writeFile(snapshot, format, {})))).toBe(true)
  })

  it('draws the pages of the preview', async () => {
    const pages = await makePages(makeDocument(readSnapshot(snapshotOf('甲乡人民政府'))))
    expect(Buffer.from(pages).toString()).toMatch(/^<svg /)
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
