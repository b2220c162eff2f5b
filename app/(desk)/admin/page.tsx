import { redirect } from 'next/navigation'
import { requireAdministrator } from '@/server/gate/administration'

export default async function AdminPage() {
  await requireAdministrator()
  redirect('/admin/units')
}
