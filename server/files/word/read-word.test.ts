import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readWord } from './read-word'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const OFFICE_DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
const relations = (target: string) =>
  strToU8(`<Relationships><Relationship Id="a" Type="${OFFICE_DOCUMENT}" Target="${target}"/></Relationships>`)

const word = (body: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '_rels/.rels': relations('word/document.xml'),
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...more
  })

const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const tc = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
const span = (count: number) => `<w:gridSpan w:val="${count}"/>`
const table = (widths: number[], ...rows: string[]) =>
  `<w:tbl><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`

describe('paragraphs', () => {
  it('come in order, without blank ones and without those in tables', () => {
    expect(readWord(word(`${p('一')}${p(' ')}<w:p/>${table([900], tc('表'))}${p('二')}`))).toEqual({
      paragraphs: ['一', '二'],
      tables: [[['表']]],
      widths: [[900]]
    })
  })

  it('join their runs, and keep spaces, entities, tabs, hyphens and line breaks', () => {
    const runs =
      '<w:r><w:t> a &amp;&#20013;&#x6587;&lt;</w:t><w:tab/><w:t>b</w:t><w:br/></w:r><w:hyperlink><w:r><w:t>c</w:t><w:noBreakHyphen/></w:r></w:hyperlink>'
    expect(readWord(word(`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${runs}</w:p>`)).paragraphs).toEqual([
      ' a &中文<\tb\nc-'
    ])
  })

  it('do not hold page breaks, field codes or deleted and moved-away text', () => {
    const runs =
      '<w:r><w:br w:type="page"/><w:t>五、</w:t><w:instrText>PAGE</w:instrText></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>新</w:t></w:r></w:ins>'
    expect(readWord(word(`<w:p>${runs}</w:p>`)).paragraphs).toEqual(['五、新'])
  })

  it('hold a line break whose kind is named, as WPS writes it: two numbers below each other are not one', () => {
    const runs = '<w:r><w:t>12</w:t><w:br w:type="textWrapping"/><w:t>34</w:t></w:r>'
    expect(readWord(word(`<w:p>${runs}</w:p>`)).paragraphs).toEqual(['12\n34'])
  })

  it('of a text box are read once', () => {
    const box = `<mc:AlternateContent><mc:Choice><w:txbxContent>${p('框')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('框')}</w:txbxContent></mc:Fallback></mc:AlternateContent>`
    expect(readWord(word(`<w:p><w:r><w:t>前</w:t></w:r><w:r>${box}</w:r><w:r><w:t>后</w:t></w:r></w:p>`)).paragraphs).toEqual([
      '框',
      '前后'
    ])
  })
})

describe('tables', () => {
  it('repeat the text of a merged cell in every place it covers', () => {
    const rows = [
      tc('宽', span(2)) + tc('高', '<w:vMerge w:val="restart"/>'),
      tc('甲') + tc('乙') + tc('', '<w:vMerge/>'),
      tc('丙') + tc('丁') + tc('', '<w:vMerge w:val="continue"/>')
    ]
    expect(readWord(word(table([900, 900, 900], ...rows))).tables).toEqual([
      [
        ['宽', '宽', '高'],
        ['甲', '乙', '高'],
        ['丙', '丁', '高']
      ]
    ])
  })

  it('leave out the slivers LibreOffice puts between columns', () => {
    const rows = [tc('一', span(2)) + tc('二'), tc('三') + tc('四', span(2))]
    expect(readWord(word(table([900, 1, 900], ...rows))).tables).toEqual([
      [
        ['一', '二'],
        ['三', '四']
      ]
    ])
  })

  it('keep their columns if the file gives no widths', () => {
    expect(readWord(word(table([0, 0], tc('一') + tc('二')))).tables).toEqual([[['一', '二']]])
    expect(readWord(word(`<w:tbl><w:tr>${tc('一')}${tc('二')}</w:tr></w:tbl>`)).tables).toEqual([[['一', '二']]])
  })

  it('have empty places where a row begins late or ends early', () => {
    const late = `<w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('乙')}`
    expect(readWord(word(table([900, 900, 900], tc('甲'), late))).tables).toEqual([
      [
        ['甲', '', ''],
        ['', '乙', '']
      ]
    ])
  })

  it('inside a cell are tables of their own, after the one around them', () => {
    const inner = `<w:tc>${p('前')}${table([900], tc('内'))}${p('后')}</w:tc>`
    expect(readWord(word(table([900], inner))).tables).toEqual([[['前\n后']], [['内']]])
  })

  it('ignore the grid they had before a tracked change', () => {
    const changed =
      '<w:tbl><w:tblGrid><w:gridCol w:w="900"/><w:tblGridChange><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid></w:tblGridChange></w:tblGrid>'
    expect(readWord(word(`${changed}<w:tr>${tc('一')}</w:tr></w:tbl>`)).tables).toEqual([[['一']]])
  })
})

describe('files', () => {
  it('may keep their text in another part and another encoding', () => {
    const xml = Buffer.from(
      `\ufeff<x:document xmlns:x="w"><x:p a='>'><x:r><x:t><![CDATA[甲<]]></x:t></x:r></x:p><!-- <x:t>乙</x:t> --></x:document>`,
      'utf16le'
    )
    expect(readWord(zipSync({ '_rels/.rels': relations('/text/main.xml'), 'text/main.xml': new Uint8Array(xml) })).paragraphs).toEqual([
      '甲<'
    ])
  })

  it.each([
    ['an old .doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '旧版 .doc'],
    ['a text', strToU8('年报'), '不是 Word 文件'],
    ['nothing', new Uint8Array(), '不是 Word 文件'],
    ['another zip', zipSync({ 'a.txt': strToU8('a') }), '不是 Word 文件'],
    ['half a file', word(p('一')).slice(0, 300), '文件已损坏'],
    ['one without its text', zipSync({ '_rels/.rels': relations('word/document.xml') }), '不是 Word 文件'],
    [
      'one with a document type',
      word('', { 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>') }),
      'DTD'
    ],
    ['one in an unknown encoding', word('', { 'word/document.xml': new Uint8Array([0x3c, 0xff, 0xff, 0x3e]) }), '编码'],
    [
      'one with thousands of parts',
      word('', Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`a${i}`, new Uint8Array()]))),
      '请先解压'
    ],
    ['one of more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1).fill(0x50, 0, 1).fill(0x4b, 1, 2), '文件过大'],
    ['one that is a bomb', word('', { 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }), '解压后过大'],
    ['one whose tables would fill the memory', word(table([900], ...new Array(300).fill(tc('', span(999))))), '表格过大']
  ])('are refused with a sentence: %s', (_, file, sentence) => {
    expect(() => readWord(file)).toThrow(sentence)
  })

  it('that lie about their size are still stopped', () => {
    const bomb = word('', { 'word/document.xml': new Uint8Array(40 * 1024 * 1024) })
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let at = 0; at < bomb.length - 4; at++) {
      // Unpacked sizes stand 22 bytes into a local header and 24 into an entry of the directory.
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 100, true)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true)
    }
    expect(() => readWord(bomb)).toThrow('解压后过大')
  })

  it('with a password are refused with a sentence', () => {
    const locked = word(p('一'))
    const view = new DataView(locked.buffer, locked.byteOffset)
    for (let at = 0; at < locked.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true)
    expect(() => readWord(locked)).toThrow('文件已加密')
  })

  it('with a damaged byte are read or refused in Chinese, never worse', () => {
    const sound = word(`${p('一二三')}${table([900, 900], tc('甲', span(2)), tc('乙') + tc('丙'))}`)
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = sound.slice()
        damaged[at] = byte
        try {
          readWord(damaged)
        } catch (error) {
          expect((error as Error).message).toMatch(/[\u4e00-\u9fff]/)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it.each([['<'], ['<!--'], ['<w:p '], ['<w:p a="'], ['&'], ['<w:t>'], ['<w:tbl><w:tr><w:tc>']])(
    // One that grew with the square of the file would outlast the test.
    'full of %s are read to the end',
    (piece) => {
      const file = zipSync({ '_rels/.rels': relations('a.xml'), 'a.xml': strToU8(piece.repeat(Math.round(900_000 / piece.length))) })
      expect(readWord(file)).toBeDefined()
    }
  )
})
