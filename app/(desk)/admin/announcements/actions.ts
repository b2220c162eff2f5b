'use server'
import { announcement, sendAnnouncement } from '@/server/administration/announcements'
import * as webhooks from '@/server/administration/webhooks'
import { manageAction, unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

const PAGE = '/admin/announcements'

const send = unitAction(announcement, async (managing, given) => show(PAGE, await sendAnnouncement(managing, given)))
const add = unitAction(webhooks.webhookFields, async (managing, given) => show(PAGE, await webhooks.saveNewWebhook(managing, given)))
const change = manageAction(webhooks.webhookChange, async (managing, given) => show(PAGE, await webhooks.saveWebhook(managing, given)))

export async function announce(fields: Record<string, string>) {
  return send(Number(fields?.unit), { text: '', ...fields })
}

export async function addWebhook(fields: Record<string, string>) {
  return add(Number(fields?.unit), fields)
}

export async function saveWebhook(webhook: number, fields: Record<string, string>) {
  return change({ ...fields, webhook })
}

export const switchWebhook = manageAction(webhooks.webhookSwitch, async (managing, given) =>
  show(PAGE, await webhooks.switchWebhook(managing, given))
)

export const testWebhook = manageAction(webhooks.webhookTest, async (managing, given) =>
  show(PAGE, await webhooks.testWebhook(managing, given))
)
