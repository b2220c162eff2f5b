'use server'
import * as attachments from '@/server/administration/attachments'
import * as tasks from '@/server/administration/tasks'
import { unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

const PAGE = '/admin/tasks'

const preview = unitAction(tasks.taskForm, tasks.previewTask)
const issue = unitAction(tasks.taskOrder, async (managing, given) => show(PAGE, await tasks.issuePreviewed(managing, given)))
const attach = unitAction(attachments.attachmentUpload, async (managing, given) => show(PAGE, await attachments.attach(managing, given)))
const detach = unitAction(attachments.attachmentChoice, async (managing, given) => show(PAGE, await attachments.detach(managing, given)))

export async function previewTask(unit: number, year: number, fields: Record<string, string>) {
  return preview(unit, { ...fields, year })
}

export async function issueTask(unit: number, year: number, fields: Record<string, string>) {
  return issue(unit, { ...fields, year })
}

export async function attachFile(unit: number, year: number, file: File) {
  return attach(unit, { year, file })
}

export async function detachFile(unit: number, year: number, attachment: number) {
  return detach(unit, { year, attachment })
}
