import type { Unit } from '@/db/people/units'
import type { Membership } from '@/db/people/users'
import { ROLE_NAMES, ROLES, type Role } from '@/report/workflow/roles'
import { email, userName } from '@/server/base/fields'
import { COLUMNS, Directory, type Fault, type FormerName, inOrder, type Rows, readLines, splitWords, take } from './roster'

export type ListedAccount = { name: string; email: string | null; memberships: Membership[] }

/** Reads a list of accounts; a name on several lines is one account with several roles. `lineOf`: where a name stands first. */
export function readAccounts(
  rows: Rows,
  units: readonly Unit[],
  formerNames: readonly FormerName[]
): { faults: Fault[]; accounts: ListedAccount[]; lineOf: ReadonlyMap<string, number> } {
  const { faults, lines } = readLines(rows, COLUMNS.accounts)
  const directory = new Directory(units, formerNames)
  const accounts = new Map<string, ListedAccount>()
  const lineOf = new Map<string, number>()
  for (const { line, get } of lines) {
    const fault = (says: string) => faults.push({ line, says })
    const name = take(userName, get('用户名'), fault) ?? ''
    const address = take(email, get('邮箱'), fault) ?? null
    const unit = directory.find(get('单位'), '单位', fault)
    const words = splitWords(get('角色'))
    const unknown = words.find((word) => !roleOf(word))
    if (unknown) fault(`角色“${unknown}”有误，应为${COLUMNS.accounts[3].words}`)
    const account = accounts.get(name) ?? { name, email: address, memberships: [] }
    if (account.email && address && account.email !== address) fault(`用户“${name}”的邮箱与第 ${lineOf.get(name)} 行不同`)
    account.email ??= address
    for (const role of words.flatMap((word) => roleOf(word) ?? [])) if (unit !== undefined) account.memberships.push({ unit, role })
    accounts.set(name, account)
    if (!lineOf.has(name)) lineOf.set(name, line)
  }
  return { faults: inOrder(faults), accounts: faults.length > 0 ? [] : [...accounts.values()], lineOf }
}

/** 分管领导/签发人 may be called either. */
function roleOf(text: string): Role | undefined {
  return ROLES.find((role) => ROLE_NAMES[role] === text || ROLE_NAMES[role].split('/').includes(text))
}
