import { describe, expect, it } from 'vitest'
import { TooManyWaiting } from './press'
import { takeTurn } from './turn'

const share = { who: 'user 1', most: 6 }
const stays = new AbortController().signal

/** Work that is done when it is told to. */
function newWork() {
  let done: (made: string) => void = () => undefined
  const signals: AbortSignal[] = []
  return {
    calls: () => signals.length,
    isWanted: () => signals.at(-1)?.aborted === false,
    finish: (made: string) => done(made),
    make: ({ signal }: { signal?: AbortSignal }) => {
      if (signal) signals.push(signal)
      return new Promise<string>((resolve) => {
        done = resolve
      })
    }
  }
}

describe('whoever asks for a file', () => {
  it('gets it', async () => {
    expect(await takeTurn('one', share, stays, async () => 'file')).toEqual({ made: 'file' })
  })

  it('is told how many are ahead when it takes long, and asks again without losing his place', async () => {
    const work = newWork()
    for (let i = 0; i < 3; i++) expect(await takeTurn('two', share, stays, work.make, 0)).toEqual({ ahead: 0 })
    work.finish('file')
    expect(await takeTurn('two', share, stays, work.make, 0)).toEqual({ made: 'file' })
    expect(work.calls()).toBe(1)
    const again = takeTurn('two', share, stays, work.make)
    work.finish('newer file')
    expect(await again).toEqual({ made: 'newer file' })
    expect(work.calls()).toBe(2)
  })

  it('gives his place back when he goes away, unless he waits for it in another window', async () => {
    const [work, here, there] = [newWork(), new AbortController(), new AbortController()]
    const asked = [here, there].map(({ signal }) => takeTurn('three', share, signal, work.make, 60_000))
    here.abort()
    await asked[0]
    expect(work.isWanted()).toBe(true)
    there.abort()
    await asked[1]
    await expect.poll(work.isWanted).toBe(false)
  })

  it('is told how many wait when he may have no place, and what went wrong', async () => {
    expect(await takeTurn('four', share, stays, () => Promise.reject(new TooManyWaiting(7)))).toEqual({ ahead: 7 })
    await expect(takeTurn('five', share, stays, () => Promise.reject(new Error('没有字体')))).rejects.toThrow('没有字体')
  })
})
