import { createServer, IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { answerWhole } from './whole-answer.ts'

/** Bytes an action or a form may send; an imported roster is the largest. */
const MOST_BODY = 1024 * 1024
/** Uploads are counted as they arrive by `read-upload.ts`. */
const UPLOADS = /^\/(?:check|import\/list|reports\/\d+\/import)\/?(?:\?|$)/
/** Milliseconds a client that is still sending has to read the refusal. */
const LAST_WORDS = 2000
/** Milliseconds for a body to arrive. */
const LONGEST_REQUEST = 120_000

/**
 * An HTTP server with a guard before it. Undecodable URLs, bodies that are too large and malformed arguments of actions are
 * answered with a sentence; Next would answer each with 500 and a stack in the log. Requests are passed on only once
 * their body has arrived completely.
 */
export function createGuardedServer(listener: RequestListener): Server {
  const server = createServer(guard(listener))
  server.requestTimeout = LONGEST_REQUEST
  return server
}

/** The listener, with the guard before it. */
export function guard(listener: RequestListener): RequestListener {
  return async (request, response) => {
    const closes = !response.shouldKeepAlive
    response.once('finish', () => cutOff(request, closes))
    if (!isDecodable(request.url ?? '')) return refuse(request, response, 400, '地址不正确，请核对后再试。')
    if (hasNoBody(request)) return listener(request, response)
    if (UPLOADS.test(request.url ?? '')) {
      holdOpen(request, response)
      return listener(request, response)
    }
    const body = await readBody(request)
    if (body === 'gone') return
    if (body === 'large') return refuse(request, response, 413, '提交的内容过大，最多 1 MB，没有保存。请分几次提交。')
    if (!(await isReadable(request, body))) return refuse(request, response, 400, '提交的内容不完整，请刷新页面后重试。')
    if (request.headers['next-action'] !== undefined) answerWhole(request, response)
    return listener(renew(request, body), response)
  }
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0 && headers['next-action'] === undefined
}

/** Keeps the connection open after a refusal: Node would close it while the body arrives, and the client would lose the answer. */
function holdOpen(request: IncomingMessage, response: ServerResponse): void {
  if (!request.complete && request.httpVersion !== '1.0') response.shouldKeepAlive = true
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, words: string): void {
  holdOpen(request, response)
  // Next's client shows the text of an action's error only for exactly this content type.
  const type = request.headers['next-action'] === undefined ? 'text/plain; charset=utf-8' : 'text/plain'
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
  response.end(words)
}

/** Ends the connection of a client that goes on sending, after it had time to read the answer. */
function cutOff(request: IncomingMessage, closes: boolean): void {
  if (request.complete) {
    if (closes) request.socket.end()
    return
  }
  setTimeout(() => request.complete || request.socket.destroy(), LAST_WORDS).unref()
}

function readBody(request: IncomingMessage): Promise<Buffer | 'large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY) return Promise.resolve('large')
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let length = 0
    request.on('data', (piece: Buffer) => {
      length += piece.length
      if (length > MOST_BODY) {
        request.removeAllListeners('data').pause()
        resolve('large')
      } else pieces.push(piece)
    })
    request.on('end', () => resolve(Buffer.concat(pieces)))
    request.on('error', () => resolve('gone'))
    request.on('close', () => resolve('gone'))
  })
}

/** The request with its body buffered. */
function renew(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const renewed = new IncomingMessage(request.socket)
  Object.assign(renewed, {
    method,
    url,
    rawHeaders,
    headers: request.headers,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    complete: true
  })
  renewed.push(body)
  renewed.push(null)
  return renewed
}

/** The shape of an action id; a well-formed unknown id comes from a page of another version, which Next reports. */
const ACTION_NAME = /^[\da-f]{42}$/

/** Whether the id of an action is well formed, and its arguments or the fields of a form can be decoded from the body. */
async function isReadable({ headers }: IncomingMessage, body: Buffer): Promise<boolean> {
  const type = headers['content-type'] ?? ''
  if (headers['next-action'] !== undefined && !ACTION_NAME.test(String(headers['next-action']))) return false
  if (!type.startsWith('multipart/form-data')) return headers['next-action'] === undefined || isArguments(body.toString(), () => false)
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const keys = [...form.keys()]
    if (headers['next-action'] === undefined) return keys.every((key) => isNamedWell(form, key))
    const isThere = (id: string) => keys.some((key) => key === id || key.startsWith(`${id}_`))
    return keys.includes('0') && [...form].every(([key, value]) => typeof value !== 'string' || !/^\d+$/.test(key) || isRow(value, isThere))
  } catch {
    return false
  }
}

/** A form posted before hydration names its action in a field, alone or with bound arguments. */
function isNamedWell(form: FormData, key: string): boolean {
  const [, name] = /^\$ACTION_ID_(.*)$/.exec(key) ?? []
  if (name !== undefined) return ACTION_NAME.test(name)
  const [, part] = /^\$ACTION_REF_(.*)$/.exec(key) ?? []
  if (part === undefined) return true
  return /"id":"[\da-f]{42}"/.test(String(form.get(`$ACTION_${part}:0`)))
}

function isArguments(text: string, isThere: (id: string) => boolean): boolean {
  return text.trimStart().startsWith('[') && isRow(text, isThere)
}

/** JSON in which each text beginning with $ is a value of React's encoding, or refers to an existing part. */
function isRow(text: string, isThere: (id: string) => boolean): boolean {
  try {
    // Nothing in it can begin with $: a reviver takes ten times as long.
    if (!/[$\\]/.test(text)) {
      JSON.parse(text)
      return true
    }
    JSON.parse(text, (_, value) => {
      if (typeof value === 'string' && value.startsWith('$') && !isValue(value, isThere)) throw new Error(value)
      return value
    })
    return true
  } catch {
    return false
  }
}

function isValue(value: string, isThere: (id: string) => boolean): boolean {
  if (/^\$(?:\$|undefined$|NaN$|-?Infinity$|-0$|n-?\d{1,300}$|D[\dT:.Z-]+$|T)/.test(value)) return true
  const [, id] = /^\$[A-Za-z@]?([\da-f]+)/.exec(value) ?? []
  return id !== undefined && isThere(String(Number.parseInt(id, 16)))
}
