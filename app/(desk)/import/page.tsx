import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BulkImport } from '@/components/import/bulk/bulk-import'
import { tellApart } from '@/db/people/units'
import { listYears } from '@/report/templates'
import { compareNames } from '@/report/unit'
import { dayOf } from '@/report/workflow/dates'
import { requireUser } from '@/server/gate/gate'
import { mayImportMany } from '@/server/import/bulk'
import { listImportUnits } from '@/server/import/bulk-list'
import { showBulk } from '@/server/import/bulk-page'
import { decide, doubts, look, place, remove, take } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '批量导入历史年报' }

/** Files of earlier years, of one unit or of many. */
export default async function ImportPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const passed = await requireUser()
  if (!mayImportMany(passed)) notFound()
  const units = await listImportUnits(passed)
  const named = await tellApart(
    passed.store,
    [...units.values()].sort((a, b) => compareNames(a.name, b.name)).map(({ id, name }) => ({ unit: id, unitName: name }))
  )
  return (
    <main className={styles.page}>
      <h1>批量导入历史年报</h1>
      <p>用于导入以前年度的年报，供上年结转、较上年比较和跨年核对使用，不计入报送数量；当年的年报请在填报页导入。</p>
      <BulkImport
        {...(await showBulk(passed, units, await searchParams))}
        units={named.map(({ unit, unitName }) => ({ id: unit, name: unitName, above: null }))}
        years={listYears(dayOf(passed.now))}
        actions={{ decide, doubts, look, place, take, remove }}
      />
    </main>
  )
}
