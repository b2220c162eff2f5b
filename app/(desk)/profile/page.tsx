import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProfileForm } from '@/components/admin/accounts/account-forms'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { LinkButton } from '@/components/ui/link-button'
import { findAccount } from '@/db/people/users'
import { ROLE_NAMES } from '@/report/workflow/roles'
import { requireUser } from '@/server/gate/gate'
import { saveOwnProfile } from './actions'

export const metadata: Metadata = { title: '我的信息' }

export default async function ProfilePage() {
  const { store, user } = await requireUser()
  const account = await findAccount(store, user.id)
  if (!account) notFound()
  return (
    <PageGrid title="我的信息" lead={`用户名 ${user.name}。姓名印在历程和意见中，电话供上级联系，邮箱接收提醒。`}>
      <Panel id="profile" title="姓名与联系方式">
        <ProfileForm save={saveOwnProfile} profile={account} />
      </Panel>
      <Panel id="roles" title="角色">
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {account.memberships.map(({ unit, unitName, role }) => (
            <li key={`${unit} ${role}`}>
              {unitName} {ROLE_NAMES[role]}
            </li>
          ))}
        </ul>
        <p>角色由管理员设置。</p>
        <LinkButton href="/password">修改密码</LinkButton>
      </Panel>
    </PageGrid>
  )
}
