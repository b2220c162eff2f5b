export const ROLES = ['filler', 'checker', 'secrecy', 'signer', 'reviewer', 'compiler', 'admin', 'reader'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Record<Role, string> = {
  filler: '填报员',
  checker: '科室审核员',
  secrecy: '保密审查员',
  signer: '分管领导/签发人',
  reviewer: '主管部门审核员',
  compiler: '汇总员',
  admin: '管理员',
  reader: '只读'
}

/** Roles that count only in the unit that files; the others reach the units below as well. */
export const OWN_ROLES: readonly Role[] = ['filler', 'checker', 'secrecy', 'signer']
