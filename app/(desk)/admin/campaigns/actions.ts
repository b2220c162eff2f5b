'use server'
import { z } from 'zod'
import * as campaigns from '@/server/administration/campaigns'
import * as schedules from '@/server/administration/schedules'
import { unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

const PAGE = '/admin/campaigns'

const save = unitAction(campaigns.campaign, async (managing, given) => show(PAGE, await campaigns.saveCampaign(managing, given)))
const drop = unitAction(z.int(), async (managing, year) => show(PAGE, await campaigns.dropCampaign(managing, year)))
const extend = unitAction(campaigns.extension, async (managing, given) => show(PAGE, await campaigns.extendUnit(managing, given)))

const schedule = unitAction(schedules.reminderSchedule, async (managing, given) =>
  show(PAGE, await schedules.saveSchedule(managing, given))
)

const quiet = unitAction(schedules.quietHours, async (managing, given) => show(PAGE, await schedules.saveQuietHours(managing, given)))

export async function saveQuietHours(unit: number, fields: Record<string, string>) {
  return quiet(unit, { hours: '', ...fields })
}

export async function saveSchedule(unit: number, fields: Record<string, string>) {
  return schedule(unit, { days: '', ...fields })
}

export async function saveCampaign(unit: number, year: number, fields: Record<string, string>) {
  return save(unit, { ...fields, year })
}

export async function dropCampaign(unit: number, year: number) {
  return drop(unit, year)
}

export async function extendUnit(unit: number, year: number, fields: Record<string, string>) {
  return extend(unit, { ...fields, year })
}
