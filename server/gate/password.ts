import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes: the first recommendation of OWASP. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id hash of a password, with its salt and cost in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

let nobody: Promise<string> | undefined

/** Checks a password. Without a stored hash it takes as long as with one, so that nobody learns which names exist. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody')
  const matches = await verify(stored ?? (await nobody), password, COST)
  return matches && stored != null
}

/** Letters and digits that cannot be mistaken for one another when read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to be told to somebody, who must change it at once. */
export function makeFirstPassword(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
