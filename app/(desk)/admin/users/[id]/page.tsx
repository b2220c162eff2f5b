import { Badge } from '@mantine/core'
import type { Metadata } from 'next'
import { HandOverForm, HeldRoles, MeasureList, ProfileForm, RoleForm } from '@/components/admin/accounts/account-forms'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { listAccounts } from '@/db/people/users'
import { countOpenWork } from '@/db/season/hand-over'
import { conditionOf, managesWhole, openManagedAccount } from '@/server/gate/administration'
import { addRole, closeAccount, handOver, lockAccount, removeRole, renewLink, resetPassword, saveProfile, signOutAccount } from './actions'

export const metadata: Metadata = { title: '账号' }

export default async function UserPage({ params }: PageProps<'/admin/users/[id]'>) {
  const managing = await openManagedAccount((await params).id)
  const { store, account, units, user, now } = managing
  const { id, closed, memberships } = account
  const [condition, isWhole] = [conditionOf(account, now), managesWhole(managing, account)]
  const open = [...units.values()].filter(({ closedOn }) => closedOn === null)
  const colleagues = await listAccounts(
    store,
    memberships.map(({ unit }) => unit)
  )
  const heirs = colleagues
    .filter((one) => one.id !== id && !one.closed && managesWhole(managing, one))
    .map(({ id: heir, name, fullName, memberships: held }) => {
      return { id: heir, name: `${fullName || name}（${name}，${[...new Set(held.map(({ unitName }) => unitName))].join('、')}）` }
    })
  const isLocked = condition === '已锁定'
  const onOthers = [
    isLocked
      ? { label: '解锁', words: '立即可以登录', run: lockAccount.bind(null, id, false) }
      : { label: '锁定', words: '暂时不能登录，解锁或重置密码后恢复', run: lockAccount.bind(null, id, true) },
    closed
      ? { label: '启用', words: '恢复登录和提醒', run: closeAccount.bind(null, id, false) }
      : { label: '停用', words: '不再使用：不能登录，不再收到提醒，办理记录保留', run: closeAccount.bind(null, id, true) }
  ]
  return (
    <PageGrid
      title={
        <>
          {account.fullName || account.name}
          <Badge variant="light" color={{ 正常: 'pine', 尚未登录: 'ochre', 已锁定: 'vermilion', 已停用: 'vermilion' }[condition]}>
            {condition}
          </Badge>
        </>
      }
      lead={`用户名 ${account.name}`}
    >
      <Panel id="roles" title="角色" isWide>
        <HeldRoles roles={memberships.filter(({ unit }) => units.has(unit))} remove={removeRole.bind(null, id)} />
        {!isWhole && <p>该账号在其他单位也有角色，密码和登录由上级单位的管理员办理。</p>}
      </Panel>
      {isWhole && (
        <>
          <Panel id="new-role" title="增加角色">
            <RoleForm add={addRole.bind(null, id)} units={open.map(({ id: unit, name, above }) => ({ id: unit, name, above }))} />
          </Panel>
          <Panel id="access" title="密码与登录">
            <MeasureList
              name={account.name}
              measures={[
                ...(account.isNew && !closed
                  ? [
                      {
                        label: '重新生成登录链接',
                        words: '一次性链接，以前的链接失效；发给本人，由其设置密码',
                        run: renewLink.bind(null, id, undefined)
                      }
                    ]
                  : []),
                { label: '重置密码', words: '生成新的初始密码，首次登录须修改', asks: true, run: resetPassword.bind(null, id, undefined) },
                { label: '退出所有设备', words: '已登录的浏览器都要重新登录', asks: true, run: signOutAccount.bind(null, id, undefined) },
                ...(id === user.id ? [] : onOthers)
              ]}
            />
          </Panel>
          <Panel id="profile" title="姓名与联系方式">
            <ProfileForm save={saveProfile.bind(null, id)} profile={account} />
          </Panel>
          {id !== user.id && !closed && (
            <Panel id="hand-over" title="交接">
              <HandOverForm handOver={handOver.bind(null, id)} work={await countOpenWork(store, id)} heirs={heirs} />
            </Panel>
          )}
        </>
      )}
    </PageGrid>
  )
}
