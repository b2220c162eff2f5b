import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSnapshot } from '@/report/snapshot'
import { readWord } from '@/server/files/word/read-word'
import { openTerminal } from './testing/terminal'

const { folder, run, cli, file } = openTerminal()

const none = [0, 0, 0, 0, 0, 0, 0]

/** A page that tells only of requests; what it does not tell is reported once a table. */
const page = (received: number[], granted: number[], handled: number[]) => ({
  org: '乙县人民政府',
  year: 2019,
  table3: {
    '一、本年新收政府信息公开申请数量': received,
    '二、上年结转政府信息公开申请数量': none,
    '（一）予以公开': granted,
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）': none,
    '1.属于国家秘密': none,
    '2.其他法律行政法规禁止公开': none,
    '3.危及“三安全一稳定”': none,
    '4.保护第三方合法权益': none,
    '5.属于三类内部事务信息': none,
    '6.属于四类过程性信息': none,
    '7.属于行政执法案卷': none,
    '8.属于行政查询事项': none,
    '1.本机关不掌握相关政府信息': none,
    '2.没有现成信息需要另行制作': none,
    '3.补正后申请内容仍不明确': none,
    '1.信访举报投诉类申请': none,
    '2.重复申请': none,
    '3.要求提供公开出版物': none,
    '4.无正当理由大量反复申请': none,
    '5.要求行政机关确认或重新出具已获取信息': none,
    '（六）其他处理': none,
    '（七）总计': handled,
    '四、结转下年度继续办理': none
  }
})

const two = [2, 0, 0, 0, 0, 0, 2]
const three = [3, 0, 0, 0, 0, 0, 3]

describe('npm run cli', () => {
  const { cli: script } = JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>

  it.each([['check', 'asked.json'], ['sing']])('says the same to %s as what the other tests ask', (...args) => {
    file('asked.json', page(two, three, two))
    const [node, ...program] = script?.split(' ') ?? []
    expect(node).toBe('node')
    expect(run(program, { DATA_DIR: folder, DATABASE_URL: '' }, args)).toEqual(cli(...args))
  })
})

describe('check', () => {
  it('prints the report and what the rules say of it, and ends with 1 on an error', () => {
    const { status, stdout } = cli('check', file('wrong.json', page(two, three, two)))
    expect(status).toBe(1)
    const { report, findings } = JSON.parse(stdout)
    expect(report).toEqual({ unit: '乙县人民政府', year: 2019, kind: 'government', template: 'F2019', rules: '2026-1' })
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'T3-03',
        level: 'error',
        says: '自然人：予以公开至其他处理合计 3，（七）总计 2，多 1',
        left: 3,
        right: 2
      })
    )
    expect(findings.filter(({ rule }: { rule: string }) => rule === 'X-15').map(({ says }: { says: string }) => says)).toEqual([
      '缺少表二',
      '缺少表四'
    ])
  })

  it('prints what the tables say to the numbers of the text', () => {
    const narrative = '2020年共收到政府信息公开申请3件，办结2件。'
    const { numbers } = JSON.parse(cli('check', file('text.json', { ...page(two, two, two), year: 2020, narrative })).stdout)
    expect(numbers).toEqual([
      expect.objectContaining({ at: 'overview/general', start: narrative.indexOf('3'), text: '3', verdict: 'contradicts', expected: '2' }),
      expect.objectContaining({ text: '2', verdict: 'agrees', to: ['requests/handled/total'] })
    ])
  })

  it('answers several files in their order and tells those it cannot read', () => {
    const names = [file('a.json', page(two, two, two)), file('b.json', 'not json'), file('c.json', page(two, three, two)), 'missing.json']
    const { status, stdout, stderr } = cli('check', ...names)
    expect(status).toBe(2)
    const counts = JSON.parse(stdout).map(
      ({ findings }: { findings: { rule: string }[] }) => findings.filter(({ rule }) => rule === 'T3-03').length
    )
    expect(counts).toEqual([0, 2])
    expect(stderr).toContain('b.json：不是 JSON 文件')
    expect(stderr).toContain('missing.json：文件不存在或不能读取')
  })

  it('compares with last year’s report when it is given', () => {
    const last = file('last.json', {
      ...page(three, two, two),
      table3: { ...page(three, two, two).table3, '四、结转下年度继续办理': [1, 0, 0, 0, 0, 0, 1] }
    })
    const { stdout } = cli('check', file('this.json', { ...page(two, two, two), year: 2020 }), '--last-year', last)
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ rule: 'Y-01', says: '自然人：上年结转 0，上一年度报告的结转下年度 1，少 1' })
    )
  })

  it('refuses a year without a form and anything it does not know with one sentence', () => {
    expect(cli('check', file('old.json', { ...page(two, two, two), year: 2018 })).stderr).toContain('2018 年没有适用的年报格式')
    expect(cli('check', file('other.json', [])).status).toBe(2)
    expect(cli('sing').stderr).toContain('用法')
    expect(cli('check', 'a.json', '--loudly').status).toBe(2)
  })
})

describe('export', () => {
  it('makes every file without a server', { tags: ['wide'] }, () => {
    const name = file('report.json', page(two, two, two))
    expect(cli('export', name, '--format', 'docx', '--out', 'report.docx')).toMatchObject({
      status: 0,
      stderr: `已生成 1 个文件 ${join(folder, 'report.docx')}\n`
    })
    expect(cli('export', name, '--format', 'pdf', '--out', 'report.pdf').status).toBe(0)
    expect(readWord(readFileSync(join(folder, 'report.docx'))).tables[1]?.[3]?.at(-1)).toBe('2')
    expect(readFileSync(join(folder, 'report.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-')
    for (const format of ['xlsx', 'csv', 'json']) {
      expect(cli('export', name, '--format', format, '--out', `report.${format}`).status).toBe(0)
    }
    expect(cli('check', 'report.json').stdout).toContain('"unit": "乙县人民政府"')
    expect(readSnapshot(readFileSync(join(folder, 'report.json'), 'utf8')).values['requests/granted/person']).toBe('2')
  })
  it('asks for a format it knows', () => {
    expect(cli('export', 'report.json', '--format', 'odt', '--out', 'x.odt')).toMatchObject({
      status: 2,
      stderr: '请用 --format 指明 docx、pdf、xlsx、csv、json 中的一种\n'
    })
  })
})
