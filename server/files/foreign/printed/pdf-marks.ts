import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A character on a page: its middle, in points from the upper left corner, and the height of its font. */
export type Sign = { text: string; x: number; y: number; left: number; right: number; size: number }

/** A horizontal or vertical rule: `at` is its y or x, `from` and `to` its ends on the other axis. */
export type RuledLine = { isVertical: boolean; at: number; from: number; to: number }

type Matrix = readonly [number, number, number, number, number, number]

const MOST_SIGNS = 30_000
const MOST_RULES = 6000
/** Points. Thicker bars are backgrounds. */
const THICKEST = 2.2
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** Radicals that some programs write for characters, beyond those that NFKC knows. */
const RADICALS = pairUp(
  '⺠民⻓长⻔门⻚页⻅见⻉贝⻋车⻢马⻥鱼⻦鸟⻩黄⻬齐⻰龙⻘青⻛风⻜飞⻝食⻣骨⻤鬼⻄西⻆角⻈讠⻐钅⻁虎⺟母⺎兀⺁厂⺃乚⺆冂⺇几⺈刀⺊卜⺋卩⺌小⺍小⺏尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛无⺝月⺞歺⺡氵⺢水⺣灬⺤爫⺥爪⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺳网⺶羊⺷羊⺹老⺺肀⺻聿⺼肉⺽臼⺾艹⻂衤⻃覀⻊足⻌辶⻍辶⻎辶⻏阝⻖阝⻗雨⻟飠⻠饣⻡首⻨麦⻪黾⻮齿⻱龟'
)

function pairUp(signs: string): ReadonlyMap<string, string> {
  const all = [...signs]
  return new Map(all.flatMap((sign, i) => (i % 2 === 0 ? ([[sign, all[i + 1] ?? '']] as const) : [])))
}

/** Characters that stand for others: radicals for characters, spaces of all widths, and what prints nothing. */
function plain(text: string): string {
  return text
    .replace(/[\u2e80-\u2eff]/g, (sign) => RADICALS.get(sign) ?? sign)
    .replace(/[\u2f00-\u2fd5]/g, (sign) => sign.normalize('NFKC'))
    .replace(/[\u00a0\u2000-\u200b\u3000\ufeff]/g, ' ')
    .replace(/\0/g, '\ufffd')
}

/** The characters of a page, without those that stand upright or were drawn twice to look bold. */
export async function readSigns(page: PDFPageProxy): Promise<Sign[]> {
  const { items } = await page.getTextContent({ disableNormalization: true })
  const { transform } = page.getViewport({ scale: 1 })
  const signs: Sign[] = []
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue
    const [a, b, c, d, e, f] = multiply(transform as unknown as Matrix, item.transform as unknown as Matrix)
    if (Math.abs(b) > Math.abs(a) * 0.2 || a < 0) continue
    const size = Math.hypot(c, d)
    const letters = [...plain(item.str)]
    const widths = letters.map((letter) => (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f—…“”‘’]/.test(letter) ? 2 : 1))
    const whole = widths.reduce((sum, one) => sum + one, 0)
    const scale = Math.hypot(a, b) / (Math.hypot(item.transform[0] as number, item.transform[1] as number) || 1)
    const width = item.width * scale
    let x = e
    letters.forEach((text, i) => {
      const own = (width * (widths[i] ?? 1)) / whole
      if (text.trim() !== '') signs.push({ text, x: x + own / 2, y: f - size * 0.35, left: x, right: x + own, size })
      x += own
    })
    if (signs.length > MOST_SIGNS) throw new Error('文件中的内容过多，不是年报')
  }
  return withoutShadows(signs)
}

/** Bold letters are drawn twice, a little apart, by programs that have no bold face. */
function withoutShadows(signs: readonly Sign[]): Sign[] {
  const kept = new Map<string, Sign[]>()
  return signs.filter((sign) => {
    const near = [-1, 0, 1].flatMap((dy) => kept.get(`${sign.text}/${Math.round(sign.y / 4) + dy}`) ?? [])
    if (near.some(({ x, y, size }) => Math.abs(x - sign.x) < size * 0.2 && Math.abs(y - sign.y) < size * 0.2)) return false
    const key = `${sign.text}/${Math.round(sign.y / 4)}`
    const held = kept.get(key)
    if (held) held.push(sign)
    else kept.set(key, [sign])
    return true
  })
}

/** The operators of pdf.js, by name. */
export type Operators = Readonly<Record<string, number>>

/** The rules of a page, and whether most of its text is written invisibly, as programs do that recognise scans. */
export async function readRules(page: PDFPageProxy, ops: Operators): Promise<{ rules: RuledLine[]; isHidden: boolean }> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const rules: RuledLine[] = []
  const stack: Matrix[] = []
  let matrix = page.getViewport({ scale: 1 }).transform as unknown as Matrix
  let [mode, hidden, shown] = [0, 0, 0]
  fnArray.forEach((code, i) => {
    const args = argsArray[i] as unknown[]
    if (code === ops.save) stack.push(matrix)
    else if (code === ops.restore) matrix = stack.pop() ?? matrix
    else if (code === ops.transform) matrix = multiply(matrix, args as unknown as Matrix)
    else if (code === ops.paintFormXObjectBegin) {
      stack.push(matrix)
      matrix = multiply(matrix, (args[0] as Matrix | null) ?? IDENTITY)
    } else if (code === ops.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (code === ops.setTextRenderingMode) mode = args[0] as number
    else if (code === ops.showText) {
      if (mode === 3) hidden++
      else shown++
    } else if (code === ops.constructPath && args[0] !== ops.endPath) {
      const isStroked = /[Ss]troke/.test(NAMES(ops).get(args[0] as number) ?? '')
      for (const path of args[1] as (Float32Array | null)[]) if (path) addRules(rules, path, matrix, isStroked)
      if (rules.length > MOST_RULES) throw new Error('这份 PDF 的线条过多，不是年报')
    }
  })
  return { rules, isHidden: hidden > shown }
}

const named = new Map<Operators, Map<number, string>>()
function NAMES(ops: Operators): Map<number, string> {
  const known = named.get(ops) ?? new Map(Object.entries(ops).map(([name, code]) => [code, name]))
  named.set(ops, known)
  return known
}

/** How many numbers follow each command of a path: move, line, two kinds of curve, close. */
const LENGTHS = [2, 2, 6, 4, 0]

function addRules(rules: RuledLine[], path: Float32Array, matrix: Matrix, isStroked: boolean): void {
  let points: [number, number][] = []
  const close = () => {
    if (isStroked) for (let i = 1; i < points.length; i++) addLine(rules, points[i - 1] as [number, number], points[i] as [number, number])
    else if (points.length > 1) addBar(rules, points)
    points = []
  }
  for (let i = 0; i < path.length; ) {
    const command = path[i++] ?? 4
    const length = LENGTHS[command] ?? 0
    if (command === 0) close()
    if (command === 4 && points[0]) points.push(points[0])
    else if (length > 0) points.push(apply(matrix, path[i + length - 2] ?? 0, path[i + length - 1] ?? 0))
    i += length
  }
  close()
}

function addLine(rules: RuledLine[], [x1, y1]: [number, number], [x2, y2]: [number, number]): void {
  const [dx, dy] = [Math.abs(x1 - x2), Math.abs(y1 - y2)]
  if (dx < 1 && dy > 2) rules.push({ isVertical: true, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) })
  else if (dy < 1 && dx > 2) rules.push({ isVertical: false, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) })
}

/** A filled shape is a rule if it is thin. */
function addBar(rules: RuledLine[], points: readonly [number, number][]): void {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (right - left < THICKEST && bottom - top > THICKEST) rules.push({ isVertical: true, at: (left + right) / 2, from: top, to: bottom })
  else if (bottom - top < THICKEST && right - left > THICKEST)
    rules.push({ isVertical: false, at: (top + bottom) / 2, from: left, to: right })
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}
