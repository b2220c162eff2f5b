import type { Metadata } from 'next'
import { AddressNotice } from '@/components/admin/address-notice'
import { FacesPanel } from '@/components/admin/faces-panel'
import { PageGrid } from '@/components/admin/page-grid'
import { StuckPanel } from '@/components/admin/stuck-panel'
import { env } from '@/server/base/env'
import { publicOrigin } from '@/server/base/origin'
import { listFaces } from '@/server/files/pdf/faces'
import { requireAdministrator } from '@/server/gate/administration'
import { listStuck } from '@/server/work/next-step'

export const metadata: Metadata = { title: '单位' }

export default async function UnitsPage() {
  const { store, user, units, now } = await requireAdministrator()
  return (
    <PageGrid title="单位" lead="在左侧选择单位，查看和修改其归属、审核步骤、人员和名称，或者增加下级单位。">
      {publicOrigin() === undefined && <AddressNotice />}
      <StuckPanel reports={await listStuck(store, [...units.keys()], user.id, now)} />
      <FacesPanel faces={listFaces(env().FONT_DIR)} />
    </PageGrid>
  )
}
