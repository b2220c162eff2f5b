import { Group } from '@mantine/core'
import type { Metadata } from 'next'
import { AddressNotice } from '@/components/admin/address-notice'
import { FacesPanel } from '@/components/admin/faces-panel'
import { NightPanel } from '@/components/admin/night-panel'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { StuckPanel } from '@/components/admin/stuck-panel'
import { LinkButton } from '@/components/ui/link-button'
import { findLastNight } from '@/db/season/nights'
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
      <Panel id="changes" title="机构变更">
        <p>合并、拆分、归并重复、批量调整上级、停用新增；查看任何一天的单位名称和隶属。</p>
        <Group>
          <LinkButton href="/admin/units/change">机构变更</LinkButton>
          <LinkButton href="/admin/units/edit">批量修改级别、类型、审核单位</LinkButton>
          <LinkButton href="/admin/units/tree">某日的单位</LinkButton>
        </Group>
      </Panel>
      <StuckPanel reports={await listStuck(store, [...units.values()], user.id, now)} />
      <NightPanel night={await findLastNight(store, new Set(units.keys()))} />
      <FacesPanel faces={listFaces(env().FONT_DIR)} />
    </PageGrid>
  )
}
