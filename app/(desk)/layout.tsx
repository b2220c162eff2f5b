import type { ReactNode } from 'react'
import { PageUser } from '@/components/account/page-user'
import { DeskHeader } from '@/components/desk/desk-header'
import { countForHeader } from '@/server/administration/header-counts'
import { mayWatch } from '@/server/board/board'
import { requireUser, unitsWith } from '@/server/gate/gate'
import { signInAgain, signOut, signOutEverywhere } from './actions'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const passed = await requireUser()
  const { user } = passed
  const decides = unitsWith(user, 'checker', 'secrecy', 'signer', 'reviewer', 'compiler', 'reader').length > 0
  const applies = unitsWith(user, 'filler', 'admin').length > 0
  const isAdministrator = unitsWith(user, 'admin').length > 0
  const exportsMany = unitsWith(user, 'reviewer', 'compiler', 'admin').length > 0
  const importsMany = unitsWith(user, 'reviewer', 'admin').length > 0
  const watches = mayWatch({ user })
  const links = [
    { href: '/', label: '工作台' },
    ...(decides ? [{ href: '/queue', label: '待办' }] : []),
    ...(watches
      ? [
          { href: '/board', label: '进度' },
          { href: '/statistics', label: '统计' }
        ]
      : []),
    ...(exportsMany ? [{ href: '/batch', label: '批量导出' }] : []),
    ...(importsMany ? [{ href: '/import', label: '批量导入' }] : []),
    ...(applies ? [{ href: '/applications', label: '申请' }] : []),
    { href: '/rules', label: '核对规则' },
    ...(isAdministrator ? [{ href: '/admin', label: '管理' }] : [])
  ]
  return (
    <>
      <PageUser name={user.name} signIn={signInAgain} />
      <DeskHeader
        name={user.fullName}
        links={links}
        counts={await countForHeader(passed)}
        signOut={signOut}
        signOutEverywhere={signOutEverywhere}
      />
      {children}
    </>
  )
}
