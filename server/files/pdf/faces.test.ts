import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { buildFonts, FONT_FOLDER, renameFamily } from '@/scripts/fonts.mjs'
import { emptyReport, fullReport } from '@/server/testing/reports'
import { listFaces } from './faces'
import { makePdf } from './pdf'

beforeAll(buildFonts)

describe('the fonts of an office', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fonts-'))
    writeFileSync(join(folder, 'office.ttf'), renameFamily(readFileSync(join(FONT_FOLDER, 'hei-ti.ttf')), 'FangSong_GB2312'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('come before our own where they are given', async () => {
    const document = makeDocument(fullReport('F2021'))
    const fontsOf = (pdf: Uint8Array) =>
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\+(?:FangSong_GB2312|Nianbao\w+)/g)
    expect(fontsOf(makePdf(document, { fontDir: folder }))).toContain('+FangSong_GB2312')
    expect(fontsOf(makePdf(document))).not.toContain('+FangSong_GB2312')
  })

  it('are told apart from those that stand for them', () => {
    const faces = (fontDir: string | undefined) => listFaces(fontDir).map(({ face, used, isOwn }) => `${face} ${used}${isOwn ? '' : '*'}`)
    expect(faces(folder)).toEqual(['仿宋 FangSong_GB2312', '楷体 霞鹜文楷*', '小标宋 思源宋体（粗）*', '黑体 思源黑体*', '宋体 思源宋体*'])
    expect(listFaces(undefined).some(({ isOwn }) => isOwn)).toBe(false)
    expect(listFaces(join(folder, 'none'))).toEqual(listFaces(undefined))
  })

  it('are asked for by name if their folder is missing', () => {
    expect(() => makePdf(makeDocument(emptyReport('F2021')), { fontDir: join(folder, 'none') })).toThrow('没有 FONT_DIR 指定的字体文件夹')
  })
})
