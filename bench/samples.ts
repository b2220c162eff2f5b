/** Calls each function once per round, in rotating order, so that other load on the machine affects all alike. */
export async function takeTurns<K extends string, T>(
  rounds: number,
  takers: Readonly<Record<K, () => T | Promise<T>>>
): Promise<Record<K, T[]>> {
  const names = Object.keys(takers) as K[]
  const taken = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length] as K
      taken[name].push(await takers[name]())
    }
  }
  return taken
}

/** The milliseconds of each of a number of calls. */
export async function timeEach(calls: number, work: (i: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < calls; i++) {
    const start = performance.now()
    const result = work(i)
    if (result instanceof Promise) await result
    times.push(performance.now() - start)
  }
  return times
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5)

/** Three significant digits: `0.0523 ms`, `13.1 ms`, `1240 ms`. */
export function ms(milliseconds: number): string {
  return `${digits(milliseconds)} ms`
}

export function times(ratio: number): string {
  return `${digits(ratio)} ×`
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
