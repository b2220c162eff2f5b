import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isArchive, openArchive } from './open-archive'

const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>])
const zip = (files: Record<string, Uint8Array>, level: 0 | 6 = 6) => blob(zipSync(files, { level }))

describe('an archive', () => {
  it.each([0, 6] as const)(
    'packed with level %i gives its files by their paths, without folders and what systems leave in them',
    async (level) => {
      const files = {
        '2022/甲市教育局.txt': strToU8('年报'.repeat(500)),
        '__MACOSX/x': strToU8('x'),
        '.DS_Store': strToU8('x'),
        '2022/': strToU8('')
      }
      const entries = await openArchive(zip(files, level))
      expect(entries.map(({ path, fault }) => [path, fault])).toEqual([['2022/甲市教育局.txt', undefined]])
      expect(await (await entries[0]?.open())?.text()).toBe('年报'.repeat(500))
    }
  )

  it('of ten thousand files is refused as a whole, with what to do', async () => {
    const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}.txt`, new Uint8Array()]))
    await expect(openArchive(zip(files, 0))).rejects.toThrow('压缩包内有 10000 个文件，一次最多 5000 个，请分成几个压缩包')
  })

  it('with paths outside opens the others', async () => {
    const entries = await openArchive(zip({ '../../etc/年报.txt': strToU8('x'), '/年报.txt': strToU8('x'), '好.txt': strToU8('x') }))
    expect(entries.map(({ path, fault }) => [path, fault !== undefined])).toEqual([
      ['../../etc/年报.txt', true],
      ['/年报.txt', true],
      ['好.txt', false]
    ])
  })

  it('that inflates beyond the limit is given up, whatever its directory says', async () => {
    const bytes = zipSync({ 'bomb.txt': new Uint8Array(30 * 1024 * 1024) })
    expect((await openArchive(blob(bytes)))[0]?.fault).toBe('文件过大，最多 20 MB')
    const view = new DataView(bytes.buffer)
    const directory = bytes.findIndex((_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50)
    view.setUint32(directory + 24, 5, true)
    await expect((await openArchive(blob(bytes)))[0]?.open()).rejects.toThrow('解压后过大')
  })

  it('is told by its content: a document called .zip is a document, an archive called .docx an archive', async () => {
    const named = (name: string, bytes: Uint8Array) => isArchive(new File([bytes as Uint8Array<ArrayBuffer>], name))
    const document = zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x') })
    const archive = zipSync({ '2022/年报.docx': document })
    expect(await Promise.all([named('年报.zip', document), named('年报.docx', archive), named('年报.zip', strToU8('文字'))])).toEqual([
      false,
      true,
      false
    ])
    expect(await Promise.all([named('坏.zip', archive.slice(0, 60)), named('坏.docx', document.slice(0, 60))])).toEqual([true, false])
  })

  it('with names in GBK is read, and one with a password or damage says what to do', async () => {
    const bytes = zipSync({ 'aaaa.txt': strToU8('x') })
    for (let i = 0; i < bytes.length - 4; i++)
      if (bytes[i] === 0x61 && bytes[i + 1] === 0x61 && bytes[i + 2] === 0x61 && bytes[i + 3] === 0x61)
        bytes.set([0xbd, 0xcc, 0xd3, 0xfd], i)
    expect((await openArchive(blob(bytes)))[0]?.path).toBe('教育.txt')
    const locked = zipSync({ 'a.txt': strToU8('x') })
    const at = locked.findIndex((byte, i) => byte === 0x50 && locked[i + 1] === 0x4b && locked[i + 2] === 1)
    locked[at + 8] = 1
    expect((await openArchive(blob(locked)))[0]?.fault).toContain('密码')
    await expect(openArchive(blob(strToU8('不是压缩包')))).rejects.toThrow('不是 .zip 文件')
    await expect(openArchive(blob(locked.slice(at + 30)))).rejects.toThrow('损坏')
  })
})
