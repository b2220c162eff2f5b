/** What an upload gave, or why it was not taken. */
export type Upload = { ok: true; file: Uint8Array; name: string } | { ok: false; status: 400 | 413; error: string }

/** Room for the frame around the file in a form. */
const FRAME = 10_000

/**
 * The file in the field `file` of a form. Reading stops at the first byte too many, whatever the request says of its
 * own length.
 */
export async function readUpload(request: Request, mostBytes: number): Promise<Upload> {
  const tooLarge = { ok: false, status: 413, error: `文件过大，最多 ${Math.floor(mostBytes / 1024 / 1024)} MB。` } as const
  const most = mostBytes + FRAME
  if (Number(request.headers.get('content-length') ?? 0) > most) return tooLarge
  const body = await readAtMost(request, most)
  if (!body) return tooLarge
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    const file = (await new Response(body, { headers }).formData()).get('file')
    if (!(file instanceof File) || file.size === 0) return { ok: false, status: 400, error: '请选择要核验的文件。' }
    if (file.size > mostBytes) return tooLarge
    return { ok: true, file: new Uint8Array(await file.arrayBuffer()), name: file.name }
  } catch {
    return { ok: false, status: 400, error: '上传的内容不完整，请重试。' }
  }
}

async function readAtMost({ body }: Request, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array[] = []
  let length = 0
  const reader = body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) break
    length += value.length
    if (length > most) {
      await reader?.cancel()
      return undefined
    }
    pieces.push(value)
  }
  return Buffer.concat(pieces) as Uint8Array<ArrayBuffer>
}
