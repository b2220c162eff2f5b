import { isCreditCode } from '@/report/text/credit-code'
import type { FoundFile } from './found'

/** Whose report a file says it is, and the words that say so. */
export type FoundTitle = { org?: string; year?: number; source?: string; others: { org?: string; year?: number }[]; lines: number }

const TITLE = /^(?:关于)?(.*?)(\d{4})年(?:度)?(.*?)政府信息(?:与政务)?公开(?:工作)?(?:的)?年度(?:工作)?报告(?:的公告|的通知)?$/
const NO_YEAR = /^(.+?)政府信息公开工作年度报告$/
/** Lines between titles that stand above the same text. */
const NEAR = 12
const DIGITS = '〇一二三四五六七八九'

/** Chinese years as digits: 二〇二三 and its variants. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*“”"《》]/g, '')
    .replace(/[二][〇○零0Oo〇一二三四五六七八九]{3}(?=年)/g, (year) =>
      [...year].map((digit) => (/[○零0Oo]/.test(digit) ? 0 : DIGITS.indexOf(digit))).join('')
    )
}

/** Unit and year from the title, which may run over three lines; the first title counts, others are told. */
export function findTitle({ blocks, title }: FoundFile): FoundTitle {
  const lines = blocks.flatMap((block) => (block.is === 'text' ? block.text.split('\n') : [])).slice(0, 400)
  const found: { org?: string; year?: number; source: string; at: number }[] = []
  for (let i = 0; i < lines.length; i++)
    for (let count = 1; count <= 3 && i + count <= lines.length; count++) {
      const said = lines.slice(i, i + count)
      // A title over several lines, but not a line and the title after it.
      const isBeside = count > 1 && said.some((line) => line.trim() === '' || line.length > 80 || readTitle(line)?.org !== undefined)
      if (isBeside) break
      const read = readTitle(said.join(''))
      if (!read) continue
      found.push({ ...read, source: said.join('').trim(), at: i + count })
      i += count - 1
      break
    }
  const own = title?.split(/[_|]|-{1,2}/)[0]
  const outer = own === undefined ? undefined : readTitle(own)
  const [first, ...more] = found
  const best = found.find(({ org }) => org) ?? first ?? (outer && { ...outer, source: title, at: 0 })
  const others = more.filter(({ org, year }) => (org && best?.org && org !== best.org) || (year && best?.year && year !== best.year))
  // A page repeats its title above the text; the titles of worksheets come much later.
  let at = 0
  for (const one of found) if (at === 0 || one.at - at <= NEAR) at = one.at
  return {
    org: best?.org ?? outer?.org,
    year: best?.year ?? outer?.year ?? periodOf(lines),
    source: best?.source,
    others,
    lines: at
  }
}

/** The title of a report, alone on its line with unit and year. */
export function isTitle(line: string): boolean {
  const title = readTitle(line)
  return title?.org !== undefined && title.year !== undefined
}

function readTitle(text: string): { org?: string; year?: number } | undefined {
  const said = plain(text)
  if (said.length > 80) return undefined
  const [, before = '', year, behind = ''] = TITLE.exec(said) ?? []
  if (year) {
    const org = before || behind
    if (/[，。、：；,;:!]/.test(org)) return undefined
    return { org: org === '' ? undefined : org, year: Number(year) }
  }
  const [, org] = NO_YEAR.exec(said) ?? []
  return org && !/[，。、：；,;:!]/.test(org) ? { org } : undefined
}

/** 统计期限自2024年1月1日起至2024年12月31日止. */
function periodOf(lines: readonly string[]): number | undefined {
  const [, year] = /(20\d\d)年1月1日.{0,8}(?:\1年)?12月31日/.exec(plain(lines.join('').slice(0, 20_000))) ?? []
  return year ? Number(year) : undefined
}

/** 统一社会信用代码 of whoever the file is from, where it gives one and no second one, with its name before it. */
export function findCreditCode({ blocks }: FoundFile): string | undefined {
  const lines = blocks.flatMap((block) =>
    block.is === 'text' ? block.text.split('\n') : block.rows.map((row) => row.map(({ text }) => text).join(' '))
  )
  const said = lines.flatMap((line) => {
    const [, code] = /信用代码[^\dA-Z]{0,8}([\dA-Z]{18})(?![\dA-Z])/.exec(line.normalize('NFKC').toUpperCase()) ?? []
    return code && isCreditCode(code) ? [code] : []
  })
  const codes = new Set(said)
  return codes.size === 1 ? said[0] : undefined
}

/** The day of publication, yyyy-mm-dd, from a line that says so. */
export function findPublished({ blocks }: FoundFile): string | undefined {
  for (const block of blocks) {
    if (block.is === 'table' || block.text.length > 200) continue
    const [, year, month = '', day = ''] =
      /(?:发布日期|发布时间|公开日期|发文日期|成文日期|生成日期)[：:\s]*(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})/.exec(
        block.text.normalize('NFKC')
      ) ?? []
    if (year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return undefined
}
