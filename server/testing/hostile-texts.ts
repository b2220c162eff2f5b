import { makeDocument } from '@/report/layout/document'
import { markClaims, printMarks } from '@/report/layout/mark'
import { findClaims } from '@/report/prose/find-claims'
import { judge } from '@/report/rules/judge'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import { diffWords } from '@/server/work/word-diff'

const repeat = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/**
 * Texts nobody writes but anybody can paste: each makes a text of the given length (UTF-16 units). Whatever reads prose
 * takes no more than twice as long for twice as much of any of them.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, (length: number) => string>> = {
  'counts without a full stop': repeat('收到申请1件，'),
  'parts of a whole': repeat('其中1件，'),
  'wholes with their parts': repeat('收到申请9件，其中予以公开5件、其他处理4件，'),
  'parts one within the other': repeat('其中（其中1件，'),
  'numbered brackets': repeat('（1）'),
  'open brackets': repeat('（'),
  'headings in a row': repeat('（一）'),
  'closed brackets': repeat('）'),
  'brackets within brackets': (length) => '（'.repeat(length / 2) + '）'.repeat(length / 2),
  'half-width brackets': repeat('('),
  'half-width brackets around words': repeat('(含部分'),
  'gaps that are not closed': repeat('【总计'),
  'line breaks': repeat('\n'),
  'lines of one count': repeat('收到申请1件\n'),
  'numbered lines': repeat('1、更新\n'),
  'lines of spaces': repeat(' \n'),
  spaces: repeat(' '),
  'wide spaces': repeat('　'),
  'a word, then spaces': (length) => `公开${' '.repeat(length - 4)}公开`,
  'spaced words': repeat('公 开 '),
  digits: repeat('1'),
  'digits of forty': repeat(`${'7'.repeat(40)}，`),
  'wide digits': repeat('１'),
  'digits and points': repeat('1.'),
  'separators of thousands': repeat('1,000,'),
  'chinese digits': repeat('三百万'),
  'chinese digits counted': repeat('三百件'),
  'a list of nouns': repeat('公文、'),
  'a list of numbers': repeat('1、'),
  'a list of results': repeat('予以公开1件、不予公开2件；'),
  'titles of books': repeat('《'),
  'titles of books in each other': repeat('《关于<公开>的'),
  'whole titles': repeat('《条例》'),
  'years, months and days': repeat('2024年1月1日'),
  years: repeat('2023年，'),
  'lines that begin with a year': repeat('2023年，\n'),
  'text to be written': repeat('待补充'),
  'rings and boxes': repeat('〇〇□'),
  'beginnings of years': repeat('截至20'),
  'per cent': repeat('%'),
  shares: repeat('占1%，'),
  'growth without end': repeat('收到1件，同比增长1%，'),
  'half and full width': repeat('收到,１2件；(3）'),
  'no sign at all': repeat('政府信息公开工作'),
  'one sign': repeat('公'),
  organs: repeat('市教育局受理'),
  'ends of names': repeat('局'),
  'our organ': repeat('我局'),
  'ways of asking': repeat('通过网络、信函等渠道收到'),
  reasons: repeat('因被由就涉及'),
  'cases in a row': repeat('复议和诉讼1件，'),
  'sums behind their parts': repeat('网站1条，合计1条，'),
  'nothing and nothing': repeat('未收到申请，复议为零、'),
  'all of them done': repeat('收到1件，均已办结，均为自然人，'),
  'wholes with a colon': repeat('1条：'),
  'rates of rates': repeat('采用1条，采用率1%，'),
  'doubled words': repeat('公开工作公开工作'),
  'shares of one whole': repeat('网上1件，占1%；'),
  'words twice over a sign': repeat('公开工作、'),
  'titles that were not opened': repeat('工作要点》'),
  'headings with a count': repeat('（二）依申请公开\n收到1件\n'),
  'three kinds of decisions': repeat('行政许可1件、行政处罚1件、'),
  'all by one result': repeat('1件，均属于本机关不掌握'),
  'documents in a row': repeat('制发规范性文件1件，废止2件，'),
  'nothing came': repeat('未收到'),
  'none of nothing': repeat('没有无未发生'),
  'all in time': repeat('申请全部按时依法'),
  carrying: repeat('结转下年度继续办理'),
  'last years': repeat('上年度未办结'),
  'live numbers': repeat('收到申请{=requests/received/total}件，'),
  'live numbers without words': repeat('{=requests/received/total}'),
  'live numbers not closed': repeat('{=requests/'),
  'live numbers of no cell': repeat('{=a/b}'),
  'open quotes': repeat('“'),
  'quotes in quotes': repeat('“三安全'),
  'first and second': repeat('一是更新，二是'),
  'crosses for words': repeat('X'),
  'crosses, then a word': (length) => `${'×'.repeat(length - 2)}件，`,
  'lines to write on': repeat('_'),
  emoji: repeat('😀'),
  'half an emoji': repeat('\ud83d'),
  invisible: repeat('\u200b'),
  ellipses: repeat('…'),
  'full stops': repeat('。'),
  semicolons: repeat('；'),
  commas: repeat('，'),
  latin: repeat('a'),
  'latin and digits': repeat('a1'),
  colons: repeat('1:1：')
}

let readers = 0

/**
 * All that opening a report to read or to review asks of its prose, for a unit that was never seen, so that nothing was
 * remembered: the rules, last year's text beside it, the marks, the document, the change word by word.
 */
export function readThrough(text: string): void {
  const unit = { unit: `甲${++readers}市教育局` }
  const lastYear = cleanReport(2023, { 'overview/requests': text.slice(1), problems: text }, unit)
  const report = cleanReport(2024, { 'overview/requests': text, problems: text.slice(2) }, unit)
  const sheet = openSheet(report, { lastYear })
  const judged = judge(sheet)
  printMarks(markClaims(sheet.template, findClaims(sheet), judged), sheet)
  makeDocument(report)
  diffWords(text.slice(1), text)
}
