import { notFound } from 'next/navigation'
import { z } from 'zod'
import { addAttachment, findAttachment, type MostAttached, removeAttachment } from '@/db/season/attachments'
import { contentDisposition, fileName } from '@/server/base/file-name'
import { type Done, done, type ManagingUnit, refuse } from '@/server/gate/administration'
import { type Refusal, requireUser, unitsWith } from '@/server/gate/gate'
import { taskYear } from './campaigns'

/** What a notice is sent with. The ending says what it is: nothing here opens a file. */
export const ATTACHED_KINDS = ['pdf', 'ofd', 'doc', 'docx', 'wps', 'xls', 'xlsx', 'et', 'csv', 'txt', 'jpg', 'jpeg', 'png', 'zip'] as const
const MB = 1_000_000
/** Bytes of one file, and what a task holds. */
export const MOST_ATTACHMENT_BYTES = 8 * MB
const MOST: MostAttached = { files: 10, bytes: 40 * MB }

const kindOf = (name: string) => /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''

export const attachmentUpload = z.object({
  year: taskYear,
  file: z
    .instanceof(File, { message: '请选择文件' })
    .refine(({ size }) => size > 0, '文件是空的')
    .refine(({ size }) => size <= MOST_ATTACHMENT_BYTES, `文件过大，每个最多 ${MOST_ATTACHMENT_BYTES / MB} MB`)
    .refine(({ name }) => ATTACHED_KINDS.some((kind) => kind === kindOf(name)), `不能附这种文件，可以附：${ATTACHED_KINDS.join('、')}`)
})

/** Adds a file to a unit's task of a year, issued or not. */
export async function attach(
  { store, unit, user, now }: ManagingUnit,
  { year, file }: z.output<typeof attachmentUpload>
): Promise<Done | Refusal> {
  const kind = kindOf(file.name)
  const name = fileName(file.name.slice(0, -kind.length - 1), kind)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const added = await addAttachment(store, { unit: unit.id, year, name, bytes, by: user.id, on: now }, MOST)
  return added ? done(`已附上“${name}”`) : refuse(`每个任务最多附 ${MOST.files} 个文件，共 ${MOST.bytes / MB} MB`)
}

export const attachmentChoice = z.object({ year: taskYear, attachment: z.int() })

/** Takes a file back; whoever has downloaded it keeps it. */
export async function detach(
  { store, unit }: ManagingUnit,
  { year, attachment }: z.output<typeof attachmentChoice>
): Promise<Done | Refusal> {
  const removed = await removeAttachment(store, { unit: unit.id, year, id: attachment })
  return removed ? done('已删除附件') : refuse('没有这个附件，请刷新页面')
}

/** The file as it came, always as a download, whatever it says it is. 404 for whoever did not get the task. */
export async function sendAttachment(id: string): Promise<Response> {
  const { store, user } = await requireUser()
  const units = [...new Set(user.memberships.map(({ unit }) => unit))]
  const found = await findAttachment(store, Number(id) || 0, { units, administers: unitsWith(user, 'admin') })
  if (!found) notFound()
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': contentDisposition(found.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store'
    }
  })
}
