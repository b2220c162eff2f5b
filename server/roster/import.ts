import { z } from 'zod'
import { addUnits, listFormerNames } from '@/db/people/units'
import { addUsers, listTakenNames } from '@/db/people/users'
import { LEVEL_NAMES } from '@/report/unit'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { MOST_ROSTER_BYTES } from '@/server/files/read-rows'
import { BusyReader, readForeign, UnreadableFile } from '@/server/files/reader/reader'
import { type Managing, refuse } from '@/server/gate/administration'
import { type Refusal, unitsWith } from '@/server/gate/gate'
import { hashPassword, makeFirstPassword } from '@/server/gate/password'
import type { Fault } from './roster'
import { readAccounts } from './roster-accounts'
import { readUnits } from './roster-units'

export const rosterUpload = z.object({
  roster: z.enum(['units', 'accounts']),
  file: z
    .instanceof(File, { message: '请选择文件' })
    .refine(({ size }) => size <= MOST_ROSTER_BYTES, `文件过大，最多 ${MOST_ROSTER_BYTES / 1000} KB，请分几次导入`),
  /** Otherwise it is only looked at. */
  writes: z.boolean()
})

/** `entries`: what would be added, or was; `passwords` are told this once. */
export type ImportedRoster = {
  ok: true
  faults: Fault[]
  entries: string[]
  isWritten: boolean
  passwords: { fullName: string; name: string; password: string }[]
}

/** Reads a list of units or accounts, and adds all of it or, if anything is wrong, nothing. */
export async function importRoster(managing: Managing, given: z.output<typeof rosterUpload>): Promise<ImportedRoster | Refusal> {
  let rows: string[][]
  try {
    rows = await readForeign('rows', new Uint8Array(await given.file.arrayBuffer()))
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof BusyReader) return refuse(error.message)
    throw error
  }
  return (given.roster === 'units' ? importUnits : importAccounts)(managing, rows, given.writes)
}

/** Adds the units of a list, superiors first; if a line is wrong, none. */
async function importUnits({ store, user, units, now }: Managing, rows: string[][], writes: boolean): Promise<ImportedRoster> {
  const known = [...units.values()]
  const read = readUnits(rows, known, await listFormerNames(store, [...units.keys()]), now)
  const entries = read.units.map(({ name, level, above }) => {
    const higher = typeof above === 'number' ? units.get(above)?.name : above
    return `${name}（${LEVEL_NAMES[level ?? 'department']}，${higher}）`
  })
  if (!writes || read.faults.length > 0) return { ok: true, faults: read.faults, entries, isWritten: false, passwords: [] }
  const taken = await addUnits(store, read.units, unitsWith(user, 'admin'))
  const faults = taken.map((name) => ({ line: 0, says: `单位“${name}”刚由他人增加` }))
  return { ok: true, faults, entries, isWritten: faults.length === 0, passwords: [] }
}

/** Adds the accounts of a list with first passwords; if a line is wrong, none. */
async function importAccounts({ store, units, now }: Managing, rows: string[][], writes: boolean): Promise<ImportedRoster> {
  const read = readAccounts(rows, [...units.values()], await listFormerNames(store, [...units.keys()]))
  const faultsOf = (names: readonly string[]) =>
    names.map((name) => ({ line: read.lineOf.get(name) ?? 0, says: `用户名“${name}”已被使用，请换一个` }))
  const faults = [...read.faults, ...faultsOf(await listTakenNames(store, [...read.lineOf.keys()]))]
  const entries = read.accounts.map(
    ({ name, fullName, memberships }) =>
      `${fullName}，用户名 ${name}（${memberships.map(({ unit, role }) => `${units.get(unit)?.name} ${ROLE_NAMES[role]}`).join('，')}）`
  )
  if (!writes || faults.length > 0) return { ok: true, faults, entries, isWritten: false, passwords: [] }
  const passwords = read.accounts.map(({ name, fullName }) => ({ fullName, name, password: makeFirstPassword() }))
  const hashes = await Promise.all(passwords.map(({ password }) => hashPassword(password)))
  const taken = await addUsers(
    store,
    read.accounts.map((account, i) => ({ ...account, password: hashes[i] as string, now }))
  )
  if (taken.length > 0) return { ok: true, faults: faultsOf(taken), entries, isWritten: false, passwords: [] }
  return { ok: true, faults: [], entries, isWritten: true, passwords }
}
