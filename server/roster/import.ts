import { z } from 'zod'
import { addUnits } from '@/db/people/listed-units'
import { listFormerNames, setReviewers } from '@/db/people/units'
import { addUsers, listHeldRoles } from '@/db/people/users'
import { LEVEL_NAMES } from '@/report/unit'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { MOST_ROSTER_BYTES } from '@/server/files/read-rows'
import { BusyReader, readForeign, UnreadableFile } from '@/server/files/reader/reader'
import { type Managing, refuse } from '@/server/gate/administration'
import { type Refusal, unitsWith } from '@/server/gate/gate'
import { hashPassword, makeFirstPassword } from '@/server/gate/password'
import { COLUMNS, type Fault, type RosterColumn } from './roster'
import { type ListedAccount, readAccounts } from './roster-accounts'
import { readUnits } from './roster-units'

export const rosterUpload = z.object({
  roster: z.enum(['units', 'accounts']),
  file: z
    .instanceof(File, { message: '请选择文件' })
    .refine(({ size }) => size <= MOST_ROSTER_BYTES, `文件过大，最多 ${MOST_ROSTER_BYTES / 1_000_000} MB，请分几次导入`),
  /** Otherwise it is only looked at. */
  writes: z.boolean()
})

/** Lines of one transaction. */
const MOST_AT_ONCE = 500
/** Lines one call writes: a few seconds of work. Accounts take longer, for each password is hashed. */
export const MOST_WRITTEN = { units: 5000, accounts: 250 }
/** Entries and faults that are told one by one; the others are counted. */
const MOST_TOLD = 200

/**
 * `total`: what would be added, of it the first `entries`; `known`: what is there already and is left out. After writing:
 * `written` by this call, `left` for the next call with the same file. `passwords` are told this once.
 */
export type ImportedRoster = {
  ok: true
  faults: Fault[]
  faultCount: number
  entries: string[]
  total: number
  known: number
  written: number
  left: number
  passwords: { fullName: string; name: string; password: string }[]
}

/**
 * Reads a list of units or accounts whole, and if nothing is wrong with it writes the first lines that are not there yet, in
 * transactions of 500. Whoever calls again with the same file goes on where it stopped, however it stopped.
 */
export async function importRoster(managing: Managing, given: z.output<typeof rosterUpload>): Promise<ImportedRoster | Refusal> {
  let rows: string[][]
  try {
    const columns: readonly RosterColumn[] = COLUMNS[given.roster]
    const needed = columns.flatMap(({ name, isNeeded }) => (isNeeded ? [name] : []))
    rows = await readForeign('rows', new Uint8Array(await given.file.arrayBuffer()), needed)
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof BusyReader) return refuse(error.message)
    throw error
  }
  return importRows(managing, given.roster, rows, given.writes)
}

/** The same for rows that have been read. */
export function importRows(managing: Managing, roster: 'units' | 'accounts', rows: string[][], writes: boolean): Promise<ImportedRoster> {
  return (roster === 'units' ? importUnits : importAccounts)(managing, rows, writes)
}

function answer(faults: Fault[], told: Partial<ImportedRoster>): ImportedRoster {
  const { entries = [], total = 0, known = 0, written = 0, left = 0, passwords = [] } = told
  return { ok: true, faults: faults.slice(0, MOST_TOLD), faultCount: faults.length, entries, total, known, written, left, passwords }
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += MOST_AT_ONCE) yield all.slice(i, i + MOST_AT_ONCE)
}

/** Adds units, superiors first; who reviews them is set last, because a list may name a reviewer after those it reviews. */
async function importUnits({ store, user, units, now }: Managing, rows: string[][], writes: boolean): Promise<ImportedRoster> {
  const read = readUnits(rows, [...units.values()], await listFormerNames(store, [...units.keys()]), now)
  const entries = read.units.slice(0, MOST_TOLD).map(({ name, level, above }) => {
    const higher = typeof above === 'number' ? units.get(above)?.name : above
    return `${name}（${LEVEL_NAMES[level ?? 'department']}，${higher}）`
  })
  const told = { entries, total: read.units.length, known: read.known }
  if (!writes || read.faults.length > 0) return answer(read.faults, told)
  const numbers = new Map([...units.values()].map(({ id, name }) => [name, id]))
  const numberOf = (one: number | string) => (typeof one === 'number' ? one : (numbers.get(one) ?? one))
  const chosen = read.units.slice(0, MOST_WRITTEN.units)
  let written = 0
  for (const batch of inBatches(chosen)) {
    const placed = batch.map((unit) => ({ ...unit, above: numberOf(unit.above) }))
    const { taken, added } = await addUnits(store, placed, unitsWith(user, 'admin'))
    if (taken.length > 0) {
      const faults = taken.map((name) => ({ line: 0, says: `单位“${name}”刚由他人增加` }))
      return answer(faults, { ...told, written, left: read.units.length - written })
    }
    for (const [name, id] of added) numbers.set(name, id)
    written += batch.length
  }
  const left = read.units.length - written
  if (left === 0) {
    const open = read.reviewers.flatMap((one) => {
      const [unit, by] = [numberOf(one.unit), numberOf(one.reviewedBy)]
      const isSet = typeof unit === 'number' && units.get(unit)?.reviewedBy != null
      return typeof unit === 'number' && typeof by === 'number' && !isSet ? [{ unit, reviewedBy: by }] : []
    })
    for (const batch of inBatches(open)) await setReviewers(store, batch)
  }
  return answer([], { ...told, written, left })
}

/** Adds accounts with first passwords. */
async function importAccounts({ store, units, now }: Managing, rows: string[][], writes: boolean): Promise<ImportedRoster> {
  const read = readAccounts(rows, [...units.values()], await listFormerNames(store, [...units.keys()]))
  const held = await listHeldRoles(store, [...read.lineOf.keys()])
  const isHeld = ({ name, fullName, memberships }: ListedAccount) => {
    const there = held.get(name)
    return there?.fullName === fullName && memberships.every(({ unit, role }) => there.roles.has(`${unit} ${role}`))
  }
  const faultsOf = (names: readonly string[]) =>
    names.map((name) => ({ line: read.lineOf.get(name) ?? 0, says: `用户名“${name}”已被使用，请换一个` }))
  const faults = [...read.faults, ...faultsOf(read.accounts.filter((one) => held.has(one.name) && !isHeld(one)).map(({ name }) => name))]
  const fresh = read.accounts.filter(({ name }) => !held.has(name))
  const entries = fresh
    .slice(0, MOST_TOLD)
    .map(
      ({ name, fullName, memberships }) =>
        `${fullName}，用户名 ${name}（${memberships.map(({ unit, role }) => `${units.get(unit)?.name} ${ROLE_NAMES[role]}`).join('，')}）`
    )
  const told = { entries, total: fresh.length, known: read.accounts.length - fresh.length }
  if (!writes || faults.length > 0) return answer(faults, told)
  const chosen = fresh.slice(0, MOST_WRITTEN.accounts)
  const passwords = chosen.map(({ name, fullName }) => ({ fullName, name, password: makeFirstPassword() }))
  const hashes = await Promise.all(passwords.map(({ password }) => hashPassword(password)))
  const taken = await addUsers(
    store,
    chosen.map((account, i) => ({ ...account, password: hashes[i] as string, now }))
  )
  if (taken.length > 0) return answer(faultsOf(taken), { ...told, left: fresh.length })
  return answer([], { ...told, written: chosen.length, left: fresh.length - chosen.length, passwords })
}
