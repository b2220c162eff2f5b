import type { Store } from '@/db/engine/client'
import { listImports } from '@/db/imports/imports'
import type { HistoryLine } from '@/db/reports/events'
import type { Filing } from '@/db/reports/reports'

/** The digits of a hash people compare. */
const SHOWN_DIGITS = 16

/** How a file is named in a history: by its name and the beginning of its SHA-256. */
export const nameFile = ({ name, hash }: { name: string; hash: string }): string => `${name}（SHA-256 ${hash.slice(0, SHOWN_DIGITS)}）`

/** A history with the files of which something was taken over, in the order of time; `until`: only those read before. */
export async function addImportsTo(
  store: Store,
  filing: Pick<Filing, 'id' | 'state'>,
  history: readonly HistoryLine[],
  until?: Date | null
): Promise<HistoryLine[]> {
  const imports = await listImports(store, filing.id)
  const lines = imports
    .filter(({ on }) => !until || on <= until)
    .map(({ id, by, on, places, ...file }): HistoryLine => {
      const reason = `${nameFile(file)}，填入 ${places} 处`
      return { version: -id, name: 'import', from: null, to: filing.state, reason, by, actor: null, on }
    })
  return [...history, ...lines].sort((a, b) => a.on.getTime() - b.on.getTime())
}
