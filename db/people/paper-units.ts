import { and, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'

/** The words of the history where somebody of the reviewing unit began or handed in what a unit sent on paper. */
export const ENTERED_ON_PAPER = '代为录入（纸质报送）'

/** Whether somebody who writes into a unit's report enters it for the unit: it files on paper, and he does not fill in there himself. */
export async function entersForUnit({ read, t }: Reader, unit: number, user: number): Promise<boolean> {
  const [own] = await read.select({ onPaper: t.units.onPaper }).from(t.units).where(eq(t.units.id, unit))
  if (!own?.onPaper) return false
  const [fills] = await read
    .select({ user: t.memberships.user })
    .from(t.memberships)
    .where(and(eq(t.memberships.unit, unit), eq(t.memberships.user, user), eq(t.memberships.role, 'filler')))
    .limit(1)
  return fills === undefined
}

/** Whether a unit has an account that can confirm by 签发 what was entered for it: a 签发人, else a 填报员. */
export async function canConfirm({ read, t }: Reader, unit: number): Promise<boolean> {
  const [one] = await read
    .select({ user: t.memberships.user })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(and(eq(t.memberships.unit, unit), inArray(t.memberships.role, ['signer', 'filler'])))
    .limit(1)
  return one !== undefined
}

/** Of these units those whose 填报员 confirm by 签发: they file on paper and nobody there is 签发人. */
export async function findConfirmedByFillers({ read, t }: Reader, units: readonly number[]): Promise<Set<number>> {
  if (units.length === 0) return new Set()
  const onPaper = await read
    .select({ id: t.units.id })
    .from(t.units)
    .where(and(eq(t.units.onPaper, true), among(t.units.id, units)))
  const signed = await read
    .select({ id: t.memberships.unit })
    .from(t.memberships)
    .innerJoin(t.users, and(eq(t.users.id, t.memberships.user), eq(t.users.closed, false)))
    .where(and(eq(t.memberships.role, 'signer'), among(t.memberships.unit, units)))
  const withSigner = new Set(signed.map(({ id }) => id))
  return new Set(onPaper.flatMap(({ id }) => (withSigner.has(id) ? [] : [id])))
}
