import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** One line of the table. Texts are as printed, with their unit; fields that do not apply are left out. */
export type Row = {
  what: string
  ours: string
  peer?: string
  ratio?: string
  target?: string
  met?: boolean
  note?: string
}

/** What a module in `measures/` exports. */
export type Measure = {
  name: string
  measure: () => Promise<Row[]>
  /** It takes minutes and runs only when named. */
  isLong?: true
}

const FILE = 'bench/RESULTS.md'

const HEAD = `# Measured comparisons

\`npm run bench\` writes this file; \`npm run bench -- check save\` measures and replaces only the sections named. Both sides of a line
were measured in turns in one run, so that whatever else the machine did met both; compare ratios, not times of different runs.
`

/** Replaces the section of one measure, or adds it at the end of the others. */
export function writeSection(name: string, circumstances: string, rows: readonly Row[]): void {
  const sections = readSections()
  sections.set(name, `${circumstances}\n\n${printTable(rows)}\n`)
  writeFileSync(FILE, [HEAD, ...[...sections].map(([key, text]) => `## ${key}\n\n${text}`)].join('\n'))
}

function readSections(): Map<string, string> {
  if (!existsSync(FILE)) return new Map()
  const [, ...sections] = readFileSync(FILE, 'utf8').split(/^## /m)
  return new Map(
    sections.map((section) => {
      const [name = '', ...lines] = section.split('\n')
      return [name, `${lines.join('\n').trim()}\n`]
    })
  )
}

const COLUMNS = ['', 'ours', 'peer', 'ratio', 'target', '', 'how'] as const

export function printTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, ours, peer = '', ratio = '', target = '', met, note = '' }) => [
    what,
    ours,
    peer,
    ratio,
    target,
    met === undefined ? '' : met ? 'met' : '**missed**',
    note
  ])
  return [COLUMNS, COLUMNS.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}
