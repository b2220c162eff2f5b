import { nameRevision } from '@/report/report'
import { STATE_NAMES, type State } from '@/report/workflow/states'
import { type PrintedCell, type ReportDocument, sign, TITLE_WIDTH } from './document'
import { breakLines } from './measure'

/** A report that goes along: whose, which revision, where it stands, and the beginning of its hash. */
export type Enclosed = { unit: string; revision: number; state: State; code: string }

/**
 * 报送函: with which a government hands its own and its units' reports of a year to its superior, with the list of what is
 * enclosed. `to`: 主送机关; `date`: yyyy-mm-dd. Room is left for 印章.
 */
export function makeLetter(given: { from: string; to: string; year: number; date: string; enclosed: readonly Enclosed[] }): ReportDocument {
  const { from, to, year, date, enclosed } = given
  const subject = `${year}年政府信息公开工作年度报告的函`
  const published = enclosed.filter(({ state }) => state === 'PUBLISHED').length
  const standing = published === enclosed.length ? '均已向社会公布' : `其中${published}份已向社会公布`
  const head = ['序号', '单位', '版次', '状态', '核验码'].map((text) => cell('head', text))
  const rows = enclosed.map(({ unit, revision, state, code }, i) => [
    cell('label', `${i + 1}`),
    cell('label', unit),
    value(`${i}/revision`, nameRevision(revision)),
    value(`${i}/state`, STATE_NAMES[state]),
    value(`${i}/code`, code)
  ])
  return {
    title: `${from}关于报送${subject}`,
    titleLines: [...breakLines(`${from}关于报送`, TITLE_WIDTH), subject],
    unit: from,
    blocks: [
      { is: 'paragraph', runs: [{ text: `${to || '（上级机关）'}：` }], isFlush: true },
      {
        is: 'paragraph',
        runs: [
          {
            text: `根据《中华人民共和国政府信息公开条例》第四十九条规定，现将${from}及所属单位${year}年政府信息公开工作年度报告报上，共${enclosed.length}份，${standing}。名单如下，请审阅。`
          }
        ]
      },
      { is: 'table', name: '报送名单', columns: 5, widths: [0.8, 3.6, 1, 1.3, 2.4], headRows: 1, rows: [head, ...rows] },
      sign(from, date, true)
    ]
  }
}

function cell(is: 'head' | 'label', text: string): PrintedCell {
  return { is, text, colspan: 1, rowspan: 1, align: 'center' }
}

function value(key: string, text: string): PrintedCell {
  return { is: 'value', at: `letter/${key}`, text, colspan: 1, rowspan: 1, align: 'center' }
}
