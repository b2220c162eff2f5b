'use server'
import * as tasks from '@/server/administration/tasks'
import { unitAction } from '@/server/gate/administration'
import { show } from '@/server/gate/show'

const preview = unitAction(tasks.taskForm, tasks.previewTask)
const issue = unitAction(tasks.taskOrder, async (managing, given) => show('/admin/tasks', await tasks.issuePreviewed(managing, given)))

export async function previewTask(unit: number, year: number, fields: Record<string, string>) {
  return preview(unit, { ...fields, year })
}

export async function issueTask(unit: number, year: number, fields: Record<string, string>) {
  return issue(unit, { ...fields, year })
}
