import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Target } from '@/bench/load'
import { openStore } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, setPassword } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import type { Values } from '@/report/values'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'

/** Somebody who is signed in, with a report. */
export type Clerk = { report: number; token: string }

const YEAR = 2024

/** A new data folder with a clerk for each of these reports of 2024, each in a separate unit. */
export async function seedClerks(reports: readonly Values[]): Promise<{ data: string; clerks: Clerk[] }> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  const now = new Date()
  const clerks: Clerk[] = []
  for (const [i, values] of reports.entries()) {
    const unit = { name: `甲市第${i + 1}局`, kind: 'department' as const }
    const id = await addUnit(store, { ...unit, above: null, now })
    const user = (await addUser(store, { name: `clerk-${i}`, password: null, now })) as number
    await setPassword(store, user, 'never asked for', false)
    await addMembership(store, { user, unit: id, role: 'filler' })
    const report = (await startReport(store, { unit: { id, ...unit }, year: YEAR, by: user, now, values })) as number
    clerks.push({ report, token: await openSessionOf(store, user) })
  }
  await store.close()
  return { data, clerks }
}

/** The product's own server action for saving, called with the headers the browser sends. */
export function saveTarget(url: string, clerks: readonly Clerk[]): Target {
  const action = findAction('save', 'app/(desk)/reports/[id]/actions.ts')
  return {
    url,
    reports: clerks.map(({ report }) => report),
    path: (client) => `/reports/${clerks[client]?.report}?part=requests`,
    headers: (client) => ({
      accept: 'text/x-component',
      'accept-encoding': 'gzip',
      'content-type': 'text/plain;charset=UTF-8',
      cookie: `${SESSION_COOKIE}=${clerks[client]?.token}`,
      origin: url,
      'next-action': action,
      'next-router-state-tree': routerTree('(desk)', 'reports', ['id', String(clerks[client]?.report), 'd', null])
    })
  }
}

/** The id by which the browser calls a server action; it differs between builds. */
export function findAction(name: string, file: string, build = '.next'): string {
  const manifest = JSON.parse(readFileSync(join(build, 'server', 'server-reference-manifest.json'), 'utf8')) as {
    node: Record<string, { exportedName: string; filename: string }>
  }
  const found = Object.entries(manifest.node).find(([, action]) => action.exportedName === name && action.filename === file)
  if (!found) throw new Error(`no action ${name} in ${build}`)
  return found[0]
}

/** Next's header that names the calling page. */
export function routerTree(...segments: unknown[]): string {
  const page: unknown[] = ['__PAGE__', {}, null, null, 0]
  const tree = ['', ...segments].reduceRight<unknown[]>(
    (inner, segment) => [segment, { children: inner }, null, null, segment === '' ? 16 : 0],
    page
  )
  return encodeURIComponent(JSON.stringify(tree))
}
