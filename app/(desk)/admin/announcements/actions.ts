'use server'
import { announcement, sendAnnouncement } from '@/server/administration/announcements'
import { unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

const send = unitAction(announcement, async (managing, given) => show('/admin/announcements', await sendAnnouncement(managing, given)))

export async function announce(fields: Record<string, string>) {
  return send(Number(fields?.unit), { text: '', ...fields })
}
