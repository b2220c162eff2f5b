import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { endAsking, readAsking, setPageUser } from './page-user'

type Call = typeof import('./call')

/** What the network does with the next thing that is sent, and what was sent last. */
let network: () => Promise<Response>
let sent: Headers
const browser = {
  fetch: (_: string, init?: RequestInit): Promise<Response> => {
    sent = new Headers(init?.headers)
    return network()
  }
}

let call: Call['call']

// The page's own way to send is put on when the module is read, in a browser.
beforeAll(async () => {
  vi.stubGlobal('window', browser)
  call = (await import('./call')).call
})
afterEach(() => {
  setPageUser(undefined)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.stubGlobal('window', browser)
})

/** A server action as Next sends it. */
const act = async () => {
  await browser.fetch('/', { method: 'POST', headers: { 'next-action': '40' } })
  return { ok: true as const }
}
const fails = (error: unknown) => () => Promise.reject(error)
const answers = (status: number) => async () => new Response('', { status })

describe('a call that comes to nothing on its way says what somebody has to do, and never rejects', () => {
  it.each([
    ['offline', false, fails(new TypeError('Failed to fetch')), '网络已断开，没有办理。已填内容还在'],
    ['unreached', true, fails(new TypeError('Failed to fetch')), '无法连接服务器，没有收到答复。已填内容还在'],
    ['unreached', true, answers(502), '无法连接服务器'],
    ['unreached', true, answers(504), '无法连接服务器'],
    ['slow', true, fails(new DOMException('', 'TimeoutError')), '可能已经办理，请刷新页面核对'],
    ['unreached', true, fails('anything else'), '无法连接服务器']
  ])('%s', async (why, onLine, next, words) => {
    vi.stubGlobal('navigator', { onLine })
    network = next
    expect(await call(act)).toMatchObject({ ok: false, why, error: expect.stringContaining(words) })
  })

  it('and a failure of the server is told with its number', async () => {
    const broken = Object.assign(new Error('hidden'), { digest: '4711' })
    expect(await call(fails(broken))).toMatchObject({ why: 'failed', error: expect.stringContaining('编号 4711') })
  })
})

it('what does no harm twice is tried again until there is an answer; anything else is sent once', async () => {
  vi.useFakeTimers()
  let tries = 0
  network = () => (++tries < 3 ? Promise.reject(new TypeError()) : Promise.resolve(new Response()))
  const answer = call(act, { repeats: true })
  await vi.runAllTimersAsync()
  expect([await answer, tries]).toEqual([{ ok: true }, 3])
  tries = 0
  expect([(await call(act)).ok, tries]).toEqual([false, 1])
})

it('tells the server whose page it comes from', async () => {
  network = answers(200)
  setPageUser('甲')
  await call(act)
  expect(decodeURIComponent(sent.get('x-page-user') ?? '')).toBe('甲')
})

describe('whoever is signed out', () => {
  const refused = { ok: false as const, why: 'signed out', error: '登录已过期' }

  it('signs in on the spot, and the call is made again', async () => {
    setPageUser('甲')
    let isIn = false
    const answer = call(async () => (isIn ? { ok: true as const } : refused))
    await vi.waitFor(() => expect(readAsking()).toEqual(refused))
    isIn = true
    endAsking(true)
    expect(await answer).toEqual({ ok: true })
  })

  it('or does not, and is told why nothing was done', async () => {
    setPageUser('甲')
    const answer = call(async () => refused)
    await vi.waitFor(() => expect(readAsking()).toBeDefined())
    endAsking(false)
    expect(await answer).toEqual(refused)
    expect(readAsking()).toBeUndefined()
  })
})
