import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PAUSE, putOff } from './put-off'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what is put off', () => {
  it('is done once, in a pause of typing', () => {
    const work = vi.fn()
    const ask = putOff(work)
    for (let keys = 0; keys < 4; keys++) {
      ask(PAUSE)
      vi.advanceTimersByTime(PAUSE - 1)
    }
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(work).toHaveBeenCalledOnce()
    vi.runAllTimers()
    expect(work).toHaveBeenCalledOnce()
  })

  it('is done every second of typing without a pause', () => {
    const work = vi.fn()
    const ask = putOff(work)
    for (let keys = 0; keys < 30; keys++) {
      ask(PAUSE)
      vi.advanceTimersByTime(100)
    }
    // The next second begins with the first key after it.
    expect(work).toHaveBeenCalledTimes(3)
  })

  it('does not wait for a pause where nobody types, whatever has been put off before', () => {
    const work = vi.fn()
    const ask = putOff(work)
    ask(PAUSE)
    ask(0)
    ask(PAUSE)
    vi.advanceTimersByTime(0)
    expect(work).toHaveBeenCalledOnce()
  })
})
