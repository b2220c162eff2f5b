import type { Refused } from '@/components/ui/call/call'
import type { Address } from '@/report/template'

/** How a text came into a cell; `imported 12`: from the file the server knows by this number. */
export type How = 'typed' | 'pasted' | 'carried' | `imported ${number}`
/** One text to be saved; `was`: what it replaces, by which the server tells whether somebody else was quicker. */
export type CellSave = { at: Address; was: string; now: string; how: How }
/** What is sent at once. */
export type Batch = { saveId: string; cells: readonly CellSave[] }
/** A cell somebody else changed meanwhile: his text, how he is named, and his account. */
export type Conflict = { at: Address; text: string; by: string; account: string; on: Date }

/** What the server says to a batch. A call that fails altogether is tried again, and so is one the database could not take. */
export type SaveResult = { ok: true; on: Date; conflicts: readonly Conflict[] } | Refused

/** Every field as the server has it. */
export type StoredResult = { ok: true; savedOn: Date; texts: Readonly<Record<Address, string>> } | Refused

/** What a closed tab leaves behind: batches whose answer never came, and what was typed since. */
export type Unsent = { batches: readonly Batch[]; pending: readonly CellSave[] }

/** A batch with an id of its own, by which the server knows it when it comes again. */
export const newBatch = (cells: readonly CellSave[]): Batch => ({ saveId: newSaveId(), cells })

/** Random enough without crypto.randomUUID, which plain-http intranets lack. */
function newSaveId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
