import { redirect } from 'next/navigation'
import { requireAdministrator } from '@/server/manage'

export default async function AdminPage() {
  await requireAdministrator()
  redirect('/admin/units')
}
