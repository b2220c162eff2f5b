import { family, placeName, type Said, type Sheet, shorten } from '@/report/finding'
import { cellsOf } from '@/report/meaning'
import type { Claim } from '@/report/prose/claim'
import { findClaims, type ProseReading, readProse } from '@/report/prose/find-claims'
import { subjectAtEnd } from '@/report/prose/find-subject'
import { isSame, judgeList, nameOfCells, numberValue } from '@/report/prose/judge'
import { type NumberInText, printLike, widenSigns } from '@/report/prose/numbers'
import { isOfTheYear } from '@/report/prose/scope'
import type { Statement } from '@/report/prose/statement'
import type { MemberFigures } from '@/report/rollup/member-figures'
import { told } from '@/report/rule'
import type { Address } from '@/report/template'
import { isSameOrgan } from '@/report/text/organ'

const county = (name: string, received: number): MemberFigures => ({
  name,
  figures: { 'requests/received/total': received, 'requests/carried-in/total': 0 }
})
const city = [county('甲县人民政府', 7), county('乙区人民政府', 3)]

const H05 = 'H-05'

/** H-05: what an aggregate says of each of its members is what that member reported, and all of them are the whole. */
export const members = family({
  id: H05,
  level: 'warning',
  hint: '请按各单位年报的数据核对；口径不同的请说明。',
  ...told(
    typeof window === 'undefined' && {
      formula: '文中各单位的数 = 该单位年报的数，全部列出的，各单位之和 = 总数',
      words: '政府年报分县区、分部门列出的数，应与各成员单位年报一致；全部成员单位都列出的，合计应等于总数。',
      breaks: [
        {
          values: { 'overview/requests': '全年收到政府信息公开申请10件，其中甲县6件、乙区3件。' },
          members: city,
          put: '甲县年报新收 7 件、乙区 3 件，“依申请公开”写作“全年收到政府信息公开申请10件，其中甲县6件、乙区3件。”'
        },
        {
          values: { 'overview/requests': '全年收到政府信息公开申请12件，其中甲县7件、乙区3件。' },
          members: city,
          put: '甲县年报新收 7 件、乙区 3 件，“依申请公开”写作“全年收到政府信息公开申请12件，其中甲县7件、乙区3件。”'
        }
      ],
      holds: {
        values: { 'overview/requests': '收到政府信息公开申请10件，申请较多的有甲县7件；培训甲县2场、乙区4场。' },
        members: city
      }
    }
  ),
  find: (sheet) => (sheet.members?.length ? readProse(sheet).flatMap((reading) => judgeField(sheet, reading, sheet.members ?? [])) : [])
})

/** A number that a text gives for a member; `from`: where its name begins. */
type Part = { statement: Statement; member: MemberFigures; from: number }

/** Members told one after another, of what (the sums of cells it may be), and the number before that they break down. */
type Listing = { parts: Part[]; reads: readonly (readonly Address[])[]; subject: string; whole: number }

/**
 * Every number in the prose with what the tables say to it (`findClaims`); one that is said of a member, with what that member reported
 * instead, unless the tables contradict it already.
 */
export function claimNumbers(sheet: Sheet): Claim[] {
  const claims = findClaims(sheet)
  const all = sheet.members ?? []
  if (all.length === 0) return claims
  const wrongs = new Map(
    readProse(sheet).flatMap((reading) =>
      compareField(sheet, reading, all).flatMap(({ wrong }) => wrong.map((one) => [`${reading.at} ${one.number.start}`, one] as const))
    )
  )
  return claims.map((claim) => {
    const wrong = wrongs.get(`${claim.at} ${claim.start}`)
    if (!wrong || claim.verdict === 'contradicts') return claim
    const { at, start, end, text } = claim
    return { at, start, end, text, verdict: 'contradicts', rule: H05, to: [], expected: wrong.becomes, says: wrong.says }
  })
}

/** What is wrong with each listing of a field. */
function compareField(sheet: Sheet, reading: ProseReading, all: readonly MemberFigures[]): { listing: Listing; wrong: Wrong[] }[] {
  const text = widenSigns(sheet.stored[reading.at] ?? '')
  return findListings(sheet, text, reading.statements, all).map((listing) => ({
    listing,
    wrong: [...compareParts(sheet, text, listing), ...compareWhole(sheet, reading, listing, all)]
  }))
}

function judgeField(sheet: Sheet, reading: ProseReading, all: readonly MemberFigures[]): Said[] {
  const found = new Map<string, Wrong[]>()
  for (const { listing, wrong } of compareField(sheet, reading, all)) {
    const key = (listing.reads[0] ?? []).join(' ')
    if (wrong.length > 0) found.set(key, [...(found.get(key) ?? []), ...wrong])
  }
  return [...found].map(([key, wrong]) => {
    const says = wrong.map((one) => one.says).join('；')
    const [first] = wrong as [Wrong, ...Wrong[]]
    return {
      at: [reading.at, ...key.split(' ')],
      says: `${placeName(sheet.template, reading.at)}：${shorten(says)}`,
      basis: says,
      ...(wrong.length === 1 && { left: first.left, right: first.right }),
      fix: mend(sheet.stored[reading.at] ?? '', reading.at, wrong)
    }
  })
}

/** `becomes`: what the number would be, where that is certain. */
type Wrong = {
  number: NumberInText
  says: string
  left: { name: string; text: string }
  right: { name: string; text: string }
  becomes?: string
}

function mend(text: string, at: Address, wrong: readonly Wrong[]) {
  const changes = wrong
    .flatMap(({ number: { start, end }, becomes }) => (becomes === undefined ? [] : [{ start, end, text: becomes }]))
    .sort((a, b) => b.start - a.start)
  if (changes.length === 0) return undefined
  const now = changes.reduce((whole, { start, end, text: fresh }) => whole.slice(0, start) + fresh + whole.slice(end), text)
  return { says: changes.length === 1 ? `文中改为 ${changes[0]?.text}` : `文中按各单位年报改 ${changes.length} 处`, texts: { [at]: now } }
}

function findListings(sheet: Sheet, text: string, statements: readonly Statement[], all: readonly MemberFigures[]): Listing[] {
  const listings: Listing[] = []
  const nameOf = finder(all)
  let open: Listing | undefined
  let whole = -1
  statements.forEach((statement, i) => {
    const { number, subject, sentence, scope } = statement
    if (number.percent) return
    if (open && open.parts[0]?.statement.sentence !== sentence) open = undefined
    if (whole >= 0 && statements[whole]?.sentence !== sentence) whole = -1
    const part = nameOf(statement)
    if (!part) {
      // Another number than a member's ends what was told before.
      open = undefined
      whole = subject && scope === 'own' ? i : -1
      return
    }
    const own = subject && !subject.weak ? { reads: statement.reads, subject: subject.name } : undefined
    if (open && (!own || own.subject === open.subject) && open.parts[0]?.statement.number.unit === number.unit) {
      open.parts.push(part)
      return
    }
    // Not the whole of a sentence without an end: it is looked at again for each of its numbers.
    if (!isOfTheYear(text.slice(Math.max(sentence, part.from - LONGEST_LEAD), part.from), sheet.report.year)) return
    const told = own ?? subjectBefore(sheet, text, statements[whole], part)
    if (!told || told.reads.length === 0) return
    open = { parts: [part], ...told, whole: statements[whole]?.subject?.name === told.subject ? whole : -1 }
    listings.push(open)
  })
  return listings
}

/** What the members are told of: what the number before is of, or what their sentence begins with. */
function subjectBefore(sheet: Sheet, text: string, whole: Statement | undefined, { statement, from }: Part) {
  if (whole?.subject && whole.number.unit === statement.number.unit) return { reads: whole.reads, subject: whole.subject.name }
  if (whole) return undefined
  const begins = subjectAtEnd(text.slice(Math.max(statement.sentence, from - LONGEST_NAME), from).replace(LEADS, ''))?.subject
  if (!begins || begins.weak) return undefined
  return { reads: begins.reads.map((sum) => cellsOf(sheet.template, sum)).filter((sum) => sum.length > 0), subject: begins.name }
}

const [LONGEST_NAME, LONGEST_LEAD] = [40, 200]
const LEADS = /(?:其中|分别|具体|包括|如下|[：，（\s])*$/
/** What stands between a name and its number, or before a name, and is no part of it. */
const BEHIND = /(?:分别|共计|合计|为|是|有|共|计|占|达|约|[：\s])+$/
const BEFORE = /^.*(?:其中|包括|分别|依次|[，。；：、（）\n]|(?<=[件条个])(?:以)?[和及与])/s

/** Whose each name is, kept as long as the members are: a key in the prose asks for the same names again. */
const names = new WeakMap<readonly MemberFigures[], Map<string, MemberFigures | undefined>>()
const MOST_NAMES = 2000

/** Finds the one member that the words before a number end with; a name that may be another's is nobody's. */
function finder(all: readonly MemberFigures[]) {
  const known = names.get(all) ?? new Map<string, MemberFigures | undefined>()
  names.set(all, known)
  if (known.size > MOST_NAMES) known.clear()
  return (statement: Statement): Part | undefined => {
    const { lead, number, subject } = statement
    const before = subject ? lead.slice(0, subjectAtEnd(lead)?.index ?? lead.length) : lead
    const words = before.replace(BEHIND, '')
    const name = words.replace(BEFORE, '').replace(/^(?:[和及与]|以及)/, '')
    if (name.length < 2 || name.length > LONGEST_NAME) return undefined
    if (!known.has(name)) {
      const same = all.filter((one) => isSameOrgan(name, one.name))
      known.set(name, same.length === 1 ? same[0] : undefined)
    }
    const member = known.get(name)
    return member && { statement, member, from: number.start - lead.length + words.length - name.length }
  }
}

function compareParts(sheet: Sheet, text: string, { parts, reads, subject }: Listing): Wrong[] {
  return parts.flatMap(({ statement: { number }, member, from }): Wrong[] => {
    const stated = numberValue(sheet, number)
    const amounts = reads.map((cells) => amountOf(sheet, member, cells))
    if (Number.isNaN(stated) || amounts.some(Number.isNaN) || amounts.some((amount) => isSame(stated, amount, number))) return []
    const right = printLike(amounts[0] as number, number)
    return [
      {
        number,
        says: `文中“${text.slice(from, number.after)}”，${member.name}年报${nameOfCells(sheet, reads[0] ?? [], subject)}为 ${right}`,
        left: { name: '文中', text: number.text },
        right: { name: `${member.name}年报`, text: right },
        becomes: number.cell === undefined && !number.about ? right : undefined
      }
    ]
  })
}

/** All members that count are told, and together they are another number than the whole: said unless the list says so of itself already. */
function compareWhole(
  sheet: Sheet,
  { statements, lists }: ProseReading,
  { parts, reads, whole }: Listing,
  all: readonly MemberFigures[]
): Wrong[] {
  const total = statements[whole]
  if (!total || parts.length < 2 || parts.some(({ statement }) => statement.number.about)) return []
  const named = new Set(parts.map(({ member }) => member))
  const isLeftOut = (member: MemberFigures, amount: number) => Number.isNaN(amount) || (!named.has(member) && amount !== 0)
  if (all.some((member) => isLeftOut(member, amountOf(sheet, member, reads[0] ?? [])))) return []
  const sum = parts.reduce((before, { statement }) => before + numberValue(sheet, statement.number), 0)
  const stated = numberValue(sheet, total.number)
  // Where the members' own figures make up the whole, what is wrong is what was said of one of them.
  const own = parts.reduce((before, { member }) => before + amountOf(sheet, member, reads[0] ?? []), 0)
  if (Number.isNaN(sum) || Number.isNaN(stated) || [sum, own].some((amount) => isSame(stated, amount, total.number))) return []
  if (lists.some((list) => list.total === whole && judgeList(sheet, list, statements).verdict === 'contradicts')) return []
  const right = printLike(sum, total.number)
  const says = `文中总数 ${total.number.text}，所列 ${parts.length} 个单位合计 ${right}`
  return [{ number: total.number, says, left: { name: '文中总数', text: total.number.text }, right: { name: '所列单位合计', text: right } }]
}

/** What a member has in some cells together, in the unit texts count in; NaN where it is not counted, or one of them is blank. */
function amountOf({ template }: Sheet, { figures }: MemberFigures, cells: readonly Address[]): number {
  let sum = 0
  for (const at of cells) {
    const kind = template.cells[template.index.get(at) ?? -1]?.kind
    const amount = figures?.[at] ?? Number.NaN
    sum += kind === 'fee' ? amount / 1e6 : kind === 'money' ? amount / 100 : amount
  }
  return cells.length > 0 ? sum : Number.NaN
}
