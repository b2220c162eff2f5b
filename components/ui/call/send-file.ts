import type { CallResult, Refused } from './call'
import { pageUser } from './page-user'

/** 20 MB over 1 MBit/s, and the reading. */
const PATIENCE_MS = 300_000

const UNREACHED = '无法连接服务器，文件没有读入。请检查网络后再试'

/** Sends a file to a route that answers like an action, as JSON; what went wrong on the way comes back like a refusal. */
export async function sendFile<R extends CallResult & { ok: true }>(path: string, file: File): Promise<R | Refused> {
  const body = new FormData()
  body.append('file', file)
  const user = pageUser()
  const headers: HeadersInit = user === undefined ? {} : { 'x-page-user': encodeURIComponent(user) }
  try {
    const response = await fetch(path, { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE_MS) })
    if (response.headers.get('content-type')?.startsWith('application/json')) return await response.json()
    const words = response.status < 500 ? await response.text() : ''
    return { ok: false, error: words.length > 0 && words.length < 200 ? words : UNREACHED }
  } catch {
    return { ok: false, why: navigator.onLine ? 'unreached' : 'offline', error: UNREACHED }
  }
}
