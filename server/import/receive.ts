import { addImport } from '@/db/imports/imports'
import type { FileReading } from '@/report/understanding/plan-import'
import { withUpload } from '@/server/files/reader/read-upload'
import { BusyReader, readForeign, UnreadableFile } from '@/server/files/reader/reader'
import { countUpload } from '@/server/files/reader/upload-limit'
import { openUpload, type Passed, type Refusal } from '@/server/gate/gate'
import { refusingTrouble } from '@/server/gate/refusal'

/** A file that was read: what it says, its name and SHA-256. */
export type ReceivedFile = FileReading & { name: string; hash: string }

/** `source`: the number of the file, which what is taken over of it names. */
type Received = { ok: true; source: number; file: ReceivedFile }

/** A file for a report: read and answered as JSON with every doubt; nothing of it is stored but its name and hash. */
export async function receiveFile(id: string, request: Request): Promise<Response> {
  const answer = await refusingTrouble(async (): Promise<Received | Refusal> => {
    const passed = await openUpload(Number(id), 'edit')
    if ('ok' in passed) return passed
    const read = await readFile(passed, request)
    if (!read.ok) return read
    const { store, opened, now } = passed
    return { ...read, source: await addImport(store, opened, { name: read.file.name, hash: read.file.hash, now }) }
  })()
  return Response.json(answer, { status: answer.ok ? 200 : 400, headers: { 'Cache-Control': 'private, no-store' } })
}

/** The file of a request, read in the reader process within its limits, and within those of the person. */
export async function readFile({ user }: Pick<Passed, 'user'>, request: Request): Promise<{ ok: true; file: ReceivedFile } | Refusal> {
  const wait = await countUpload(`user ${user.id}`)
  if (wait !== undefined) return { ok: false, why: 'slow down', error: `上传过于频繁，请 ${wait} 秒后再试` }
  return withUpload(request, async (upload) => {
    if (!upload.ok) return { ok: false as const, error: upload.error.replace(/。$/, '') }
    try {
      return { ok: true as const, file: await readForeign('reading', upload.body, request.headers.get('content-type') ?? '') }
    } catch (error) {
      if (error instanceof BusyReader) return { ok: false as const, why: 'slow down' as const, error: error.message }
      if (error instanceof UnreadableFile) return { ok: false as const, error: error.message }
      throw error
    }
  })
}
