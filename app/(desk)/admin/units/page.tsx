import type { Metadata } from 'next'
import { AddressNotice } from '@/components/admin/address-notice'
import { PageGrid } from '@/components/admin/page-grid'
import { requireAdministrator } from '@/server/manage'
import { publicOrigin } from '@/server/origin'

export const metadata: Metadata = { title: '单位' }

export default async function UnitsPage() {
  await requireAdministrator()
  return (
    <PageGrid title="单位" lead="在左侧选择单位，查看和修改其归属、审核步骤、人员和名称，或者增加下级单位。">
      {publicOrigin() === undefined && <AddressNotice />}
    </PageGrid>
  )
}
