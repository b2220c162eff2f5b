import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes: the first recommendation of OWASP. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const SHORTEST_PASSWORD = 8

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

/** Why a new password is not accepted, in Chinese; undefined if it is. */
export function refusePassword(password: string, name: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `密码至少 ${SHORTEST_PASSWORD} 位`
  if (password.length > 200) return '密码最多 200 位'
  if (password.toLowerCase().includes(name.toLowerCase())) return '密码不能包含用户名'
  if (/^(.)\1*$/.test(password) || '01234567890123456789'.includes(password)) return '密码过于简单，请换一个'
  return undefined
}

/** Letters and digits that cannot be mistaken for one another when read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to be told to somebody, who must change it at once. */
export function makeFirstPassword(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
