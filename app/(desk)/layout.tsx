import type { ReactNode } from 'react'
import { DeskHeader } from '@/components/desk/desk-header'
import { requireUser, unitsWith } from '@/server/gate'
import { signOut, signOutEverywhere } from './actions'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { user } = await requireUser()
  return (
    <>
      <DeskHeader
        name={user.name}
        mayAdminister={unitsWith(user, 'admin').length > 0}
        signOut={signOut}
        signOutEverywhere={signOutEverywhere}
      />
      {children}
    </>
  )
}
