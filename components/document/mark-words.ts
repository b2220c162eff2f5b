import type { Mark } from '@/report/layout/mark'

type Judgeable = Pick<Mark, 'shows' | 'with' | 'judged'>

const OTHERS: Record<Mark['with'], string> = { tables: '与表', text: '与文中其他数', members: '与成员单位年报' }
const COMPARED = Object.keys(OTHERS)

/** How a number stands to the tables or to the rest of the text, read aloud; its sign is that of the finding about it. */
export function showWords({ shows, with: compared, judged }: Judgeable): string {
  const other = OTHERS[compared]
  switch (shows) {
    case 'agrees':
      return `● ${other}一致`
    case 'contradicts':
      return `▲ ${other}不一致`
    case 'ambiguous':
      return `${judged?.finding.level === 'warning' ? '▲' : '◇'} 可能指几处，请核对`
    case 'other scope':
      return '○ 范围不同，未与表核对'
    case 'unlinked':
      return '┄ 表中没有可比的数'
    case 'explained':
      return '◆ 已说明'
  }
}

const ORDER: readonly Mark['shows'][] = ['agrees', 'contradicts', 'ambiguous', 'other scope', 'unlinked', 'explained']

/** How many numbers stand how, in words. */
export function countShown(marks: readonly Judgeable[]): string {
  const counted = new Map<string, number>()
  const rank = ({ shows, with: compared }: Judgeable) => ORDER.indexOf(shows) * COMPARED.length + COMPARED.indexOf(compared)
  for (const mark of [...marks].sort((a, b) => rank(a) - rank(b))) {
    const words = showWords(mark)
    counted.set(words, (counted.get(words) ?? 0) + 1)
  }
  return [...counted].map(([words, count]) => `${words} ${count} 处`).join('　')
}
