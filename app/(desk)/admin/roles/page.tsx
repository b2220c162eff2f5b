import type { Metadata } from 'next'
import { RoleTable } from '@/components/admin/accounts/role-table'
import { PageGrid } from '@/components/admin/page-grid'
import { OWN_ROLES, ROLE_NAMES } from '@/report/workflow/roles'
import { CLAIM_HOURS } from '@/report/workflow/transitions'
import { requireAdministrator } from '@/server/gate/administration'
import styles from './page.module.css'

export const metadata: Metadata = { title: '角色权限' }

export default async function RolesPage() {
  await requireAdministrator()
  return (
    <PageGrid
      isWide
      title="角色权限一览"
      lead={`${OWN_ROLES.map((role) => ROLE_NAMES[role]).join('、')}只在所在单位有效，其他角色在所在单位和下级单位都有效；主管部门审核员审核由所在单位及其下级审核的年报。领取后 ${CLAIM_HOURS} 小时内有效。`}
    >
      <div className={styles.wide}>
        <RoleTable />
      </div>
    </PageGrid>
  )
}
