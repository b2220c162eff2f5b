'use client'
import { useEffect, useState } from 'react'
import { fetchJson } from '@/components/ui/call/fetch-json'
import type { Address } from '@/report/template'
import styles from './cell-years.module.css'

type CellYear = { year: number; note: string; gap: string; cells: Record<Address, string>; corrected: Record<Address, string> }
type Years = { years: CellYear[]; origin: string }

const NONE: Years = { years: [], origin: '' }

/** One report's years, fetched once a page. What could not be fetched is asked for again at the next cell. */
const fetched = new Map<number, Promise<Years>>()

function fetchYears(report: number): Promise<Years> {
  const known = fetched.get(report)
  if (known) return known
  const asked = fetchJson<Years>(`/reports/${report}/years`).catch((error: unknown) => {
    fetched.delete(report)
    throw error
  })
  fetched.set(report, asked)
  return asked
}

/** 历年: what a cell said in up to five years before, and before it was corrected; from two years on, or once corrected. A gap says why. */
export function CellYears({ report, at }: { report: number; at: Address }) {
  const [{ years, origin }, setYears] = useState(NONE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next cell asks again for what could not be fetched
  useEffect(() => {
    let isHere = true
    fetchYears(report).then(
      (all) => isHere && setYears(all),
      () => undefined
    )
    return () => {
      isHere = false
    }
  }, [report, at])
  const lines = years.filter(({ gap, cells }) => gap !== '' || Object.values(cells).length > 0)
  // Of one year alone, last year's value says as much.
  const tells = lines.filter(({ cells }) => cells[at] !== undefined)
  const isTold = tells.length > 1 || tells[0]?.corrected[at] !== undefined
  return (
    <>
      {isTold && (
        <table className={styles.years} aria-label="历年">
          <tbody>
            {lines.map(({ year, note, gap, cells, corrected }) => (
              <tr key={year}>
                <th scope="row">{year} 年</th>
                <td>{gap ? '—' : (cells[at] ?? '表式不同')}</td>
                <td>{[gap, note, corrected[at] && `更正前${corrected[at]}`].filter(Boolean).join('；')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {origin && <p className={styles.origin}>{origin}</p>}
    </>
  )
}
