import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Row } from '@/bench/results'

export const name = 'hostile'
export const isLong = true

/** What the product is attacked and loaded with: each file in `bench/hostile/` exports a `measure` of its own. */
export async function measure(): Promise<Row[]> {
  const rows: Row[] = []
  for (const file of readdirSync('bench/hostile').sort()) {
    const module = (await import(`../hostile/${basename(file)}`)) as { measure: () => Promise<Row[]> }
    rows.push(...(await module.measure()))
  }
  return rows
}
