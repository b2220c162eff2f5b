/** Names without what changes nothing: 甲市政府 for 甲市人民政府, 县发改委 for …委员会, 丁街道 for …街道办事处. */
const plain = (name: string) =>
  name
    .replace(/人民政府|行政公署|行署/, '政府')
    .replace(/(?<=管)理?委员?会|委员会/, '委')
    .replace(/(?<=街)道?办(?:事处)?$/, '道')
    .replace(/办公[室厅]$/, '办')

/** Whether a name stands for a unit: in full or shortened, 县发改委 and 乙县政府发改委 for 乙县发展和改革委员会, 丁镇 for 乙县丁镇人民政府. */
export function isSameOrgan(name: string, unit: string): boolean {
  const [first = '', second] = unit.split(/[（()）]/)
  // 甲开发区管委会（乙镇人民政府）: two names of one unit.
  if (second) return isSameOrgan(name, first) || isSameOrgan(name, second)
  const [a, b] = [plain(name), plain(unit)]
  if (a.length < 2) return false
  if (b.endsWith(a) || a.endsWith(b)) return true
  const [short, whole] = [a.replace(/(?:政府|管委)$/, ''), b.replace(/(?:政府|管委)$/, '')]
  if ((short !== a || whole !== b) && (whole.endsWith(short) || short.endsWith(whole))) return true
  const bare = short.replace(/政府/, '')
  return bare.length > 2 && bare.at(-1) === whole.at(-1) && isShortFor(bare, whole)
}

/** A short name takes its signs from the whole one, in their order. */
function isShortFor(short: string, whole: string): boolean {
  let at = 0
  for (const sign of whole) if (sign === short[at]) at++
  return at === short.length
}

/** Whether words that end in the name of an organ end in that of a unit, of so many signs or more: 现公布甲市教育局, 年度县教育局. */
export function endsInUnit(words: string, unit: string, least = 2): boolean {
  for (let from = 0; from <= words.length - least; from++)
    if ((from === 0 || LEADS_IN.test(words.slice(0, from))) && isSameOrgan(words.slice(from), unit)) return true
  return false
}
const LEADS_IN = /(?:年度?|[月日布开制告由经对向为将把是在和与及])$/

/**
 * Where a text names a unit with one sign wrong, missing or too many: behind the name of its place (监督管埋局), or in its whole name
 * (国家税务局甲市税务局), where a sign changed for another may be another place. Short names are left alone, as one sign tells 教育局 from 体育局; so is
 * 和, which many leave out.
 */
export function misspelt(text: string, unit: string): string[] {
  const name = unit.slice(unit.search(/[^省市县区州盟旗镇乡]*$/))
  const found = new Set<string>()
  if (name.length >= 6) for (const one of nearly(text, name, /[和与及、总分]/)) found.add(one)
  if (unit.length > name.length && unit.length >= 8)
    for (const one of nearly(text, unit, /[和与及、分省市县区州盟旗镇乡]|../)) found.add(one)
  // 甲县审计2024年: its last sign is lost; without the place, behind what may stand before a name.
  if (/[局厅]$/.test(unit) && unit.length > 4) {
    const [whole, bare] = [unit.slice(0, -1), name.slice(0, -1)]
    for (const cut of [whole, bare, shortened(bare)])
      for (let at = cut.length > 1 ? text.indexOf(cut) : -1; at >= 0; at = text.indexOf(cut, at + 1))
        if ((cut === whole || BEGINS.test(text.charAt(at - 1))) && GOES_ON.test(text.slice(at + cut.length, at + cut.length + 6)))
          found.add(cut)
  }
  return [...found]
}
/** As offices shorten them. */
const shortened = (name: string) => name.replace('监督管理', '监管').replace('自然资源和规划', '自然资源').replace('住房和城乡建设', '住建')
const BEGINS = /^[。\s）与向由市县区]?$/
const GOES_ON = /^(?:网页|联络|联系|20\d\d年|高度重视|认真|严格|积极|始终|坚持|全年|共主动|未收到|收到|现公布)/

function nearly(text: string, name: string, besides: RegExp): string[] {
  const found: string[] = []
  for (let at = text.indexOf(name.slice(0, 2)); at >= 0; at = text.indexOf(name.slice(0, 2), at + 1))
    for (let length = name.length + 1; length >= name.length - 1 && !text.startsWith(name, at); length--) {
      const written = text.slice(at, at + length)
      const differing = written.at(-1) === name.at(-1) ? difference(written, name) : undefined
      if (differing !== undefined && !besides.test(differing)) found.push(written)
    }
  return found
}

/** The signs two names differ in, if it is one place. */
function difference(a: string, b: string): string | undefined {
  let [from, tail] = [0, 0]
  while (from < a.length && a[from] === b[from]) from++
  while (tail < Math.min(a.length, b.length) - from && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const [left, right] = [a.slice(from, a.length - tail), b.slice(from, b.length - tail)]
  return left.length <= 1 && right.length <= 1 ? left + right : undefined
}
