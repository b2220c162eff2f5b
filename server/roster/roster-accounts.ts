import type { UnitInTree } from '@/db/people/unit-tree'
import type { Membership, Profile } from '@/db/people/users'
import { ROLE_NAMES, ROLES, type Role } from '@/report/workflow/roles'
import { email, fullName, phone, position, userName } from '@/server/base/fields'
import { COLUMNS, Directory, type Fault, type FormerName, inOrder, ROLE_WORDS, type Rows, readLines, splitWords, take } from './roster'

export type ListedAccount = Profile & { name: string; memberships: Membership[] }

/** The columns that tell of the person: the same on each of his lines, or blank. */
const PROFILE = [
  ['姓名', 'fullName', fullName],
  ['职务', 'position', position],
  ['办公电话', 'officePhone', phone],
  ['手机', 'mobile', phone],
  ['邮箱', 'email', email]
] as const

const NOBODY: Profile = { fullName: '', position: null, officePhone: null, mobile: null, email: null }

/** Reads a list of accounts; a name on several lines is one account with several roles. `lineOf`: where a name stands first. */
export function readAccounts(
  rows: Rows,
  units: readonly UnitInTree[],
  formerNames: readonly FormerName[]
): { faults: Fault[]; accounts: ListedAccount[]; lineOf: ReadonlyMap<string, number> } {
  const { faults, lines } = readLines(rows, COLUMNS.accounts)
  const directory = new Directory(units, formerNames)
  const accounts = new Map<string, ListedAccount>()
  const lineOf = new Map<string, number>()
  for (const { line, get } of lines) {
    const fault = (says: string) => faults.push({ line, says })
    const name = take(userName, get('用户名'), fault) ?? ''
    const unit = directory.find(get('单位'), '单位', fault)
    const words = splitWords(get('角色'))
    const unknown = words.find((word) => !roleOf(word))
    if (unknown) fault(`角色“${unknown}”有误，应为${ROLE_WORDS}`)
    const account = accounts.get(name) ?? { ...NOBODY, name, memberships: [] }
    for (const [column, field, schema] of PROFILE) {
      const told = take<string | null>(schema, get(column), fault)
      if (!told) continue
      if (account[field] && account[field] !== told) fault(`用户“${name}”的${column}与第 ${lineOf.get(name)} 行不同`)
      else account[field] = told
    }
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
