import { Clone, end } from '@/bench/clone'
import type { Row } from '@/bench/results'
import { untilHealthy } from '@/bench/servers'

export const name = 'start'

const PORT = 3210

/** From a fresh clone to a server that answers, and the same again with everything installed and built. */
export async function measure(): Promise<Row[]> {
  const clone = new Clone()
  try {
    const [first, second] = [await start(clone), await start(clone)]
    return [
      {
        what: 'npm start of a fresh clone until it answers',
        ours: seconds(first),
        target: '≤ 90 s',
        met: first <= 90,
        note: 'of what is committed; npm cache empty, packages fetched from the registry'
      },
      { what: 'npm start again', ours: seconds(second), target: '≤ 5 s', met: second <= 5 }
    ]
  } finally {
    clone.remove()
  }
}

async function start(clone: Clone): Promise<number> {
  const from = performance.now()
  const { child, printed } = clone.npm(['start'], { PORT: String(PORT), HOST: '127.0.0.1' })
  try {
    await untilHealthy(`http://127.0.0.1:${PORT}/readyz`, child, 300_000)
    return (performance.now() - from) / 1000
  } catch (error) {
    throw new Error(printed(), { cause: error })
  } finally {
    await end(child)
  }
}

const seconds = (time: number) => `${time.toFixed(1)} s`
