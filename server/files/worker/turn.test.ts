import { beforeAll, describe, expect, it } from 'vitest'
import { makeSnapshot } from '@/report/snapshot'
import { buildFonts } from '@/scripts/fonts.mjs'
import { makeFile } from '@/server/files/make-file'
import { emptyReport } from '@/server/testing/reports'
import { shareOf, TooManyWaiting, type Turn } from './file-worker'
import { takeTurn } from './turn'

beforeAll(buildFonts)

const share = shareOf({ id: 1 })
const stays = new AbortController().signal

let count = 0
const longSnapshot = () =>
  makeSnapshot({ ...emptyReport('F2021'), values: { problems: `第${++count}稿。${'今后将加强队伍建设。\n'.repeat(6000)}` } })

/** Somebody else's long report is being made; its worker has to start first. */
const occupy = () => makeFile(longSnapshot(), 'docx')

describe('whoever asks for a file', () => {
  it('gets it, however long it takes, if nobody is ahead', async () => {
    const work = new Promise<string>((resolve) => setTimeout(() => resolve('file'), 50))
    expect(await takeTurn('one', share, stays, () => work, 0)).toEqual({ made: 'file' })
  })

  it('is told how many are ahead, and asks again without losing his place', async () => {
    const other = occupy()
    let calls = 0
    const make = (turn: Turn) => {
      calls++
      return makeFile(longSnapshot(), 'json', {}, turn)
    }
    for (let i = 0; i < 3; i++) expect(await takeTurn('two', share, stays, make, 0)).toEqual({ ahead: 1 })
    expect(await takeTurn('two', share, stays, make, 60_000)).toEqual({ made: expect.any(Uint8Array) })
    expect(calls).toBe(1)
    expect(await takeTurn('two', share, stays, make, 60_000)).toEqual({ made: expect.any(Uint8Array) })
    expect(calls).toBe(2)
    await other
  })

  it('gives his place back when he goes away, unless he waits for it in another window', async () => {
    const other = occupy()
    const [here, there] = [new AbortController(), new AbortController()]
    let signal: AbortSignal | undefined
    const make = (turn: Turn) => {
      signal = turn.signal
      return makeFile(longSnapshot(), 'json', {}, turn)
    }
    const asked = [here, there].map((one) => takeTurn('three', share, one.signal, make, 60_000))
    here.abort()
    expect(await asked[0]).toEqual({ ahead: 1 })
    expect(signal?.aborted).toBe(false)
    there.abort()
    await asked[1]
    await expect.poll(() => signal?.aborted).toBe(true)
    await other
  })

  it('is told how many wait when he may have no place, and what went wrong', async () => {
    expect(await takeTurn('four', share, stays, () => Promise.reject(new TooManyWaiting(7)))).toEqual({ ahead: 7 })
    await expect(takeTurn('five', share, stays, () => Promise.reject(new Error('没有字体')))).rejects.toThrow('没有字体')
  })
})
