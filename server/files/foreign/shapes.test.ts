import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { PLAIN, writePage } from '@/server/testing/foreign/foreign-files'
import { readForeignReport } from './read-foreign'

const report = cleanReport(2023, {
  'disclosure/licensing/decisions': '777',
  'disputes/direct/pending': '5',
  preamble: '本报告依据条例编制。',
  'overview/further': ''
})
const page = writePage(report, PLAIN)
const cell = (text: string, more = '') => `<td colspan="1" rowspan="1"${more}><p align="center">${text}</p></td>`

async function read(html: string) {
  return (await readForeignReport(new TextEncoder().encode(html))) as { doubts: { at: string; why: string }[] } & Record<string, unknown>
}
async function compare(html: string) {
  const answer = await read(html)
  const { wrong, unsure, cells, sure, signs, placed } = compareReading(report, answer)
  return { answer, wrong, unsure, share: sure / cells, prose: placed / signs }
}

describe('a page', () => {
  it.each<[string, (html: string) => string]>([
    ['as the form has it', (html) => html],
    ['with headings of other numbers', (html) => html.replace('五、存在', '六、存在').replace('六、其他需要', '七、其他需要')],
    ['with headings without numbers', (html) => html.replaceAll(/<strong>[一二三四五六]、/g, '<strong>')],
    ['with headings as 第一部分', (html) => html.replaceAll(/<strong>([一二三四五六])、/g, '<strong>第$1部分 ')],
    [
      'with drifted headings',
      (html) =>
        html
          .replace('<strong>四、政府信息公开行政复议、行政诉讼情况', '<strong>四、因政府信息公开工作被申请行政复议、提起行政诉讼情况')
          .replace('<strong>五、存在的主要问题及改进情况', '<strong>五、政府信息公开工作存在的主要问题及改进情况')
    ],
    [
      'with the list of its headings in front',
      (html) =>
        html.replace(
          '<p>　　本报告依据',
          '<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p><p>　　本报告依据'
        )
    ],
    ['with parts named like sections', (html) => html.replace('（一）主动公开。', '（一）主动公开政府信息情况。')],
    [
      'with row numbers of its own',
      (html) =>
        html.replace(
          /<tr><td colspan="1" rowspan="1"><p align="center">行政许可/,
          '<tr><td>3</td><td colspan="1" rowspan="1"><p align="center">行政许可'
        )
    ],
    [
      'with the head of table four given twice, empty',
      (html) =>
        html.replace(
          /(<tr>(?:(?!<tr>).)*结果维持(?:(?!<tr>).)*<\/tr>)(<tr>(?:(?!<tr>).)*5(?:(?!<tr>).)*<\/tr><\/table>)/,
          `$1<tr>${'<td></td>'.repeat(15)}</tr>$2`
        )
    ],
    [
      'with labels broken into lines',
      (html) => html.replace('信访举报投诉类申请', '信访举报<br />投诉类申请').replace('商业企业', '商业<br/>企业')
    ],
    [
      'with nested frames',
      (html) =>
        html.replace('<body>', '<body><table><tr><td><table><tr><td>').replace('</body>', '</td></tr></table></td></tr></table></body>')
    ],
    ['without end tags', (html) => html.replaceAll(/<\/(?:td|tr|p)>/g, '')],
    ['in small pieces of one table', (html) => html.replaceAll(/<\/tr><tr>(?=<td[^>]*><p[^>]*>\d\.)/g, '</tr></table><table><tr>')]
  ])('%s is read whole', async (_, change) => {
    const { wrong, share, prose, unsure } = await compare(change(page))
    expect(wrong).toEqual([])
    if (share < 0.97) expect(unsure.slice(0, 10)).toEqual([])
    expect(prose).toBeGreaterThan(0.98)
  })

  it.each<[string, (html: string) => string]>([
    ['without a column', (html) => html.replace(/<td[^>]*><p align="center">科研机构<\/p><\/td>/, '')],
    [
      'with two columns exchanged in the head only',
      (html) => html.replace('>自然人<', '>@<').replace('>其他<', '>自然人<').replace('>@<', '>其他<')
    ],
    ['with a cell too few in a row', (html) => html.replace(cell('9'), '')],
    ['with a cell too many in a row', (html) => html.replace(cell('9'), cell('9') + cell('4'))],
    ['with the label of another row', (html) => html.replace('2.重复申请', '1.信访举报投诉类申请')],
    ['with a heading over the rows that is a label', (html) => html.replace('1.属于国家秘密', '属于国家秘密（一）予以公开')],
    ['of numbers run together', (html) => html.replace(cell('9') + cell('0'), cell('9 0'))],
    ['with the columns of last year beside this one', (html) => html.replace(/<td[^>]*><p align="center">777</, '<td><p>701</p></td>$&')]
  ])('%s has no wrong cell that is called sure', async (what, change) => {
    const changed = change(page)
    expect(changed).not.toBe(page)
    const { wrong, answer } = await compare(changed)
    // The head says so: what stands below 自然人 is taken for it.
    if (!what.includes('exchanged')) expect(wrong).toEqual([])
    if (/too|together|beside|another/.test(what)) expect(answer.doubts.length).toBeGreaterThan(0)
  })
})
