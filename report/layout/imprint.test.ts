import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/testing/clean'
import { makeApprovalSheet } from './approval'
import { makeDocument, withCover } from './document'
import { type Imprint, NO_IMPRINT, publicImprint, signLines, titleIn, withoutImprint } from './imprint'
import { makeLetter } from './letter'
import { groupBlocks, setPages } from './pages'

const full: Imprint = {
  number: '青政办发〔2025〕3号',
  signer: '李禾',
  date: '2025-01-16',
  copies: '县委办公室，县人大常委会办公室。',
  isSealed: true,
  isPublic: true
}

describe('公文要素', () => {
  it('stand above the title and below the text, and only where they were typed', () => {
    const { head, blocks } = makeDocument(cleanReport(2024), undefined, full)
    expect(head).toEqual({ number: '青政办发〔2025〕3号', signer: '李禾' })
    expect(blocks.slice(-2)).toMatchObject([
      { is: 'signature', isSealed: true },
      { is: 'copies', text: '　抄送：县委办公室，县人大常委会办公室。' }
    ])
    const bare = makeDocument(cleanReport(2024), undefined, NO_IMPRINT)
    expect(bare).toEqual(makeDocument(cleanReport(2024)))
    expect(bare.head).toBeUndefined()
  })

  it('have the date four characters from the edge under a seal, and 署名 in the middle above it', () => {
    expect(signLines(['青禾县人民政府办公室'], { date: '2025-01-16', isSealed: true })).toEqual([
      { text: '青禾县人民政府办公室', indent: 2.25 },
      { text: '2025年1月16日', indent: 4 }
    ])
    const [unit, date] = signLines(['青禾县文化广电新闻出版和旅游体育局办公室'], { date: '2025-01-16', isSealed: true })
    expect(unit?.indent).toBe(2)
    expect((date?.indent ?? 0) + 6.5 / 2).toBe(2 + 20 / 2)
  })

  it('have a name of 60 characters in lines, each in the middle, and the date in the middle below', () => {
    const unit = '某某省青禾自治州禾苗县人民政府政务服务管理局（青禾自治州禾苗县行政审批局、公共资源交易监督管理办公室、营商环境建设局）'
    const document = makeDocument(cleanReport(2024, {}, { unit }), undefined, { date: '2025-01-16', isSealed: true })
    const block = document.blocks.at(-1)
    const lines = block?.is === 'signature' ? block.lines : []
    const middles = lines.map(({ text, indent }) => indent + [...text].reduce((sum, one) => sum + (one <= '~' ? 0.5 : 1), 0) / 2)
    expect(new Set(middles).size).toBe(1)
    expect(Math.max(...lines.map(({ text, indent }) => text.length + indent))).toBeLessThanOrEqual(28)
    expect(
      lines
        .slice(0, -1)
        .map(({ text }) => text)
        .join('')
    ).toBe(unit)
    for (const line of [...document.titleLines, ...(withCover(document, '').cover?.titleLines ?? [])])
      expect(line).not.toMatch(/^[、。，）]|（$/)
    expect(withoutImprint([document.title, ...lines.map(({ text }) => text)])).toEqual([document.title])
  })

  it('never stand on a page without text', () => {
    for (let count = 1; count <= 40; count++) {
      const values = {
        ...cleanReport(2024).values,
        'other-matters': Array.from({ length: count }, () => '本年度没有其他需要报告的事项。').join('\n')
      }
      const { blocks } = makeDocument(cleanReport(2024, values), undefined, full)
      expect(
        groupBlocks(blocks)
          .at(-2)
          ?.map(({ is }) => is)
      ).toEqual(count === 1 ? ['heading', 'paragraph', 'signature'] : ['paragraph', 'signature'])
    }
  })

  it('leave the date free for the pen where there is only a seal to come', () => {
    expect(makeDocument(cleanReport(2024), undefined, { isSealed: true }).blocks.at(-1)).toMatchObject({
      lines: [{}, { text: '　　　　年　　月　　日' }]
    })
  })

  it('are shown to the public by choice, and never with who signed or who got a copy', () => {
    expect(publicImprint({ ...full, isPublic: false })).toEqual(NO_IMPRINT)
    expect(publicImprint(full)).toEqual({ ...full, signer: '', copies: '' })
  })

  it('move the text down by the lines they fill', () => {
    const [bare, headed] = [undefined, { number: full.number }].map((one) => setPages(makeDocument(cleanReport(2019), undefined, one)))
    expect(headed?.pages.length).toBeGreaterThanOrEqual(bare?.pages.length ?? 0)
    expect(headed?.pages).not.toEqual(bare?.pages)
  })

  it('are no part of what a file says of its report', () => {
    const title = '青禾县人民政府办公室\n2024年政府信息公开工作年度报告'
    const said = [title, '一、总体情况', '没有其他需要报告的事项。']
    const printed = ['青政办发〔2025〕3号\t签发人：李禾', ...said, '青禾县人民政府办公室', '2025年1月16日', '　抄送：县委办公室。']
    expect(withoutImprint(printed)).toEqual(said)
    expect(titleIn(printed)).toBe(title)
    expect(withoutImprint([title, '青禾县人民政府办公室', '2025年1月16日', ...printed])).toEqual(said)
    expect(withoutImprint(said)).toEqual(said)
    // A text that ends with another day than its own signature stays.
    expect(withoutImprint([...said, '下次会议', '2025年1月16日'])).toEqual([...said, '下次会议', '2025年1月16日'])
  })
})

it('封面 says whose report it is on lines that fit its larger type', () => {
  const unit = '青禾县文化广电新闻出版和旅游体育局'
  const { cover } = withCover(makeDocument(cleanReport(2024, {}, { unit })), '2025-01-16')
  expect(cover?.titleLines.join('')).toBe(`${unit}2024年政府信息公开工作年度报告`)
  expect(Math.max(...(cover?.titleLines ?? []).map(({ length }) => length))).toBeLessThanOrEqual(16)
  expect(cover?.foot).toEqual([unit, '2025年1月16日'])
})

describe('审查呈批单', () => {
  const approved = { unit: '青禾县教育局', year: 2024, revision: 1, code: '0123456789abcdef' }
  const by = (name: string) => `${name}（青禾县教育局）`
  const submit = { name: 'submit', from: 'DRAFT', reason: '', by: by('周小禾'), day: '2025-01-10' } as const
  const check = { name: 'pass', from: 'CHECKING', reason: '', by: by('李禾'), day: '2025-01-11' } as const
  const secrecy = { name: 'pass', from: 'SECRECY', reason: '不涉密，同意公开', by: by('王稷'), day: '2025-01-12' } as const
  const textsOf = (...history: Parameters<typeof makeApprovalSheet>[1][number][]) => {
    const [table] = makeApprovalSheet(approved, history).blocks
    return table?.is === 'table' ? Object.fromEntries(table.rows.slice(3).map(([label, value]) => [label?.text, value?.text])) : {}
  }

  it('tells who decided on which day with which words, and leaves the rest for the pen', () => {
    const texts = textsOf(submit, check, secrecy)
    expect(texts.填报人).toBe('周小禾（青禾县教育局）')
    expect(texts.初审意见).toBe('同意\n　　李禾（青禾县教育局）　　2025年1月11日')
    expect(texts.保密审查意见).toBe('不涉密，同意公开\n　　王稷（青禾县教育局）　　2025年1月12日')
    expect(texts.签发意见).toMatch(/^[　\n]+签名：　+年　+月　+日$/)
  })

  it('forgets what was decided on a version that was sent back', () => {
    const sendBack = { ...check, name: 'sendBack', reason: '请核对数字' } as const
    expect(textsOf(submit, check, secrecy, { ...sendBack, from: 'SIGNING' }).初审意见).toMatch(/^[　\n]+签名/)
    const again = textsOf(submit, check, { ...sendBack, from: 'SECRECY' }, { ...submit, day: '2025-01-13' })
    expect(again.初审意见).toMatch(/^[　\n]+签名/)
  })

  it('lists everything that happened', () => {
    const list = makeApprovalSheet(approved, [submit, check]).blocks.at(-1)
    expect(list?.is === 'table' && list.rows.slice(1).map((row) => row.map(({ text }) => text))).toEqual([
      ['2025年1月10日', '提交审核', '周小禾（青禾县教育局）', ''],
      ['2025年1月11日', '同意', '李禾（青禾县教育局）', '']
    ])
  })
})

it('报送函 names whom it is for, how many reports go along and each of them', () => {
  const enclosed = [
    { unit: '青禾县人民政府', revision: 1, state: 'PUBLISHED', code: '0123456789abcdef' },
    { unit: '青禾县教育局', revision: 2, state: 'APPROVED', code: 'fedcba9876543210' }
  ] as const
  const { titleLines, blocks } = makeLetter({ from: '青禾县人民政府', to: '禾州市人民政府', year: 2024, date: '2025-03-20', enclosed })
  expect(titleLines).toEqual(['青禾县人民政府关于报送', '2024年政府信息公开工作年度报告的函'])
  const [to, words, list, signature] = blocks
  expect(to).toMatchObject({ isFlush: true, runs: [{ text: '禾州市人民政府：' }] })
  expect(words?.is === 'paragraph' && words.runs[0]?.text).toContain('共2份，其中1份已向社会公布')
  expect(list?.is === 'table' && list.rows.at(-1)?.map(({ text }) => text)).toEqual([
    '2',
    '青禾县教育局',
    '第 2 版',
    '审核通过',
    'fedcba9876543210'
  ])
  expect(signature).toMatchObject({ is: 'signature', isSealed: true })
})
