import { once } from 'node:events'
import { Clone } from '@/bench/clone'
import type { Row } from '@/bench/results'

export const name = 'test'
export const isLong = true

/** Everything `npm test` does in a fresh clone: install, build, unit and browser tests. */
export async function measure(): Promise<Row[]> {
  const clone = new Clone()
  try {
    const from = performance.now()
    const { child, printed } = clone.npm(['test'], { E2E_PORT: '3210' })
    const [code] = await once(child, 'exit')
    const minutes = (performance.now() - from) / 60_000
    if (code !== 0) throw new Error(`npm test ended with ${code}:\n${printed().slice(-3000)}`)
    return [
      {
        what: 'npm test of a fresh clone',
        ours: `${minutes.toFixed(1)} min`,
        target: '≤ 6 min',
        met: minutes <= 6,
        note: 'of what is committed; npm cache empty; install, build, unit and browser tests'
      }
    ]
  } finally {
    clone.remove()
  }
}
