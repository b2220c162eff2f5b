import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { askToSignIn, pageUser } from './page-user'

/**
 * What a call to the server came to; the error is a Chinese sentence that says what to do, `field` the name of the field it is about;
 * `asks`: what would follow, which is done once it is sent again with these words.
 */
export type Refused = { ok: false; error: string; field?: string; asks?: string; why?: string }
export type CallResult = { ok: true; says?: string } | Refused

/** Nothing was decided: the same call may get its answer later. */
const TROUBLES = ['busy', 'away', 'full', 'broken']
const PASSING = ['offline', 'unreached', 'slow', 'failed', ...TROUBLES]
export const isPassing = ({ why }: Refused): boolean => why !== undefined && PASSING.includes(why)

/** The server's database is what fails, as the server itself says. */
export const isTrouble = ({ why }: { why?: string | undefined }): boolean => why !== undefined && TROUBLES.includes(why)

/** Nobody is signed in, or somebody else than the page is of: the server did nothing. */
export const isStranger = ({ why }: Refused): boolean => why === 'signed out' || why === 'somebody else'

const PATIENCE_MS = 30_000
const UPLOAD_PATIENCE_MS = 300_000
const PAUSES_MS = [1000, 3000]

const WORDS = {
  offline: '网络已断开，没有办理。已填内容还在，请在网络恢复后再试',
  unreached: '无法连接服务器，没有收到答复。已填内容还在，请稍后再试',
  slow: '服务器长时间没有答复，可能已经办理，请刷新页面核对。已填内容已存在本机',
  'older page': '系统已更新，请刷新页面。已填内容已存在本机'
} as const

/**
 * Calls the server and never rejects: what went wrong on the way comes back like a refusal. Whoever is signed out, or
 * finds somebody else signed in in this browser, may sign in on the spot; then the call is made again.
 * `repeats`: making it twice does no harm, so it is also made again where no answer came.
 */
export async function call<R extends CallResult>(work: () => Promise<R>, { repeats = false } = {}): Promise<R | Refused> {
  let answer = await reach(work)
  for (const pause of repeats ? PAUSES_MS : []) {
    if (answer.ok || !isPassing(answer)) break
    await new Promise((resolve) => setTimeout(resolve, pause))
    answer = await reach(work)
  }
  return !answer.ok && isStranger(answer) && (await askToSignIn(answer)) ? reach(work) : answer
}

/** One try. Throws only what leads to another page. */
export async function reach<R extends CallResult>(work: () => Promise<R>): Promise<R | Refused> {
  try {
    return await work()
  } catch (error) {
    unstable_rethrow(error)
    const why = whyOf(error)
    if (why) return { ok: false, why, error: WORDS[why] }
    const number = error instanceof Error && 'digest' in error ? `，编号 ${error.digest}` : ''
    return { ok: false, why: 'failed', error: `服务器出错，未能办理。请重试，仍不能办理的请联系管理员${number}` }
  }
}

function whyOf(error: unknown): keyof typeof WORDS | undefined {
  if (error instanceof Unreached) return error.why
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'slow'
  return unstable_isUnrecognizedActionError(error) ? 'older page' : undefined
}

class Unreached extends Error {
  constructor(readonly why: 'offline' | 'unreached' | 'slow') {
    super(why)
  }
}

/** What a proxy answers that does not reach the server. */
const GATEWAY = [502, 503, 504]

/**
 * Next sends actions one after the other and waits for each as long as the network lets it: one that hangs holds up all
 * that follow. What it sends them with is the one place where they can be given up, and told whose page they come from.
 */
if (typeof window !== 'undefined') {
  const send = window.fetch
  window.fetch = (input, init) => (new Headers(init?.headers).has('next-action') ? sendAction(send, input, init) : send(input, init))
}

async function sendAction(send: typeof fetch, input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  const user = pageUser()
  if (user !== undefined) headers.set('x-page-user', encodeURIComponent(user))
  const signal = AbortSignal.timeout(init.body instanceof FormData ? UPLOAD_PATIENCE_MS : PATIENCE_MS)
  const response = await send(input, { ...init, headers, signal }).catch((error: unknown) => {
    throw new Unreached(whyOf(error) === 'slow' ? 'slow' : navigator.onLine ? 'unreached' : 'offline')
  })
  if (GATEWAY.includes(response.status)) throw new Unreached('unreached')
  return response
}
