import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { Row } from '@/bench/results'

export const name = 'hostile'
export const isLong = true

/** Attacks and load: each file in `bench/hostile/` exports a `measure`. */
export async function measure(): Promise<Row[]> {
  const rows: Row[] = []
  for (const file of readdirSync('bench/hostile').sort()) {
    const module = (await import(`../hostile/${basename(file)}`)) as { measure: () => Promise<Row[]> }
    rows.push(...(await module.measure()))
  }
  return rows
}
