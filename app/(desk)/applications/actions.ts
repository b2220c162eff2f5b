'use server'
import * as applications from '@/server/administration/applications'
import * as campaigns from '@/server/administration/campaigns'
import { unitAction } from '@/server/gate/administration'
import { action, generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import * as remarks from '@/server/work/remarks'

const PAGE = '/applications'

const moreTime = generalAction('filler', applications.extensionAsked, async (passed, given) =>
  show(PAGE, await applications.askExtension(passed, given))
)

export async function askExtension(fields: Record<string, string>) {
  return moreTime(fields)
}

const noCheck = action('edit', applications.waiverAsked, async (passed, given) => show(PAGE, await applications.askWaiver(passed, given)))

export async function askWaiver(report: number, fields: Record<string, string>) {
  return noCheck(report, { finding: '', reason: '', ...fields })
}

const waive = action('waive', remarks.waiver, async (passed, given) => show(PAGE, await remarks.waive(passed, given)))

export async function grantWaiver(report: number, fields: Record<string, string>) {
  return waive(report, { finding: '', text: '', ...fields })
}

const extend = unitAction(campaigns.extension, async (managing, given) => show(PAGE, await campaigns.extendUnit(managing, given)))

export async function grantExtension(unit: number, year: number, fields: Record<string, string>) {
  return extend(unit, { ...fields, year })
}

const end = generalAction(undefined, applications.applicationEnd, async (passed, given) =>
  show(PAGE, await applications.endAsked(passed, given))
)

export async function endApplication(id: number, fields: Record<string, string>) {
  return end({ reason: '', ...fields, id })
}
