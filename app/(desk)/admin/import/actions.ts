'use server'
import { revalidatePath } from 'next/cache'
import { manageAction } from '@/server/gate/administration'
import { importRoster as addRoster, rosterUpload } from '@/server/roster/import'

export const importRoster = manageAction(rosterUpload, async (managing, given) => {
  const imported = await addRoster(managing, given)
  if (imported.ok && imported.written > 0) revalidatePath('/admin', 'layout')
  return imported
})
