import { findUnits } from '@/db/people/units'
import { listAccounts } from '@/db/people/users'
import { KIND_NAMES } from '@/report/report'
import { LEVEL_NAMES } from '@/report/unit'
import { printMoment } from '@/report/workflow/dates'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { STEPS } from '@/report/workflow/states'
import { printLine } from '@/server/files/csv/csv'
import type { Managing } from '@/server/gate/administration'
import { COLUMNS, TOLD } from './roster'

/**
 * The open units or accounts somebody manages as CSV (UTF-8 with byte order mark), in the columns and words they are imported with;
 * accounts with their last sign-in.
 */
export async function exportRoster(managing: Managing, roster: 'units' | 'accounts'): Promise<Uint8Array> {
  const lines = roster === 'units' ? await listUnitLines(managing) : await listAccountLines(managing)
  const names = COLUMNS[roster].map(({ name }) => name)
  const heading = roster === 'units' ? names : [...names, ...TOLD]
  return new TextEncoder().encode(`\ufeff${[heading, ...lines].map(printLine).join('')}`)
}

async function listUnitLines({ store, units }: Managing): Promise<string[][]> {
  const nameOf = (unit: number | null) => units.get(unit ?? -1)?.name ?? ''
  const open = [...units.values()].filter(({ closedOn }) => closedOn === null)
  const described = new Map(
    (
      await findUnits(
        store,
        open.map(({ id }) => id)
      )
    ).map((unit) => [unit.id, unit])
  )
  return open
    .flatMap(({ id }) => described.get(id) ?? [])
    .map(({ name, level, kind, above, reviewedBy, chain, creditCode, address, columnLink, precedence, openedOn }) => [
      name,
      LEVEL_NAMES[level],
      KIND_NAMES[kind],
      nameOf(above),
      nameOf(reviewedBy),
      STEPS.filter(({ state }) => chain.includes(state))
        .map((step) => step.name)
        .join('、'),
      creditCode ?? '',
      address ?? '',
      columnLink ?? '',
      precedence === null ? '' : String(precedence),
      openedOn ?? ''
    ])
}

/** A line for each unit somebody holds a role in. */
async function listAccountLines({ store, units }: Managing): Promise<string[][]> {
  const accounts = (await listAccounts(store, [...units.keys()])).filter(({ closed }) => !closed)
  return accounts.flatMap(({ name, fullName, position, officePhone, mobile, email, signedInOn, memberships }) => {
    const held = new Map<number, string[]>()
    for (const { unit, role } of memberships) held.set(unit, [...(held.get(unit) ?? []), ROLE_NAMES[role]])
    const person = [name, fullName, position, officePhone, mobile, email].map((text) => text ?? '')
    const last = signedInOn ? printMoment(signedInOn) : ''
    return [...held].map(([unit, roles]) => [...person, units.get(unit)?.name ?? '', roles.join('、'), last])
  })
}
