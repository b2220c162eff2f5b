import { describe, expect, it } from 'vitest'
import { DatabaseTrouble } from '@/db/engine/trouble'
import { LastKnown } from './last-known'

const failing = () => Promise.reject(new DatabaseTrouble('away', 'no connection'))
const never = () => new Promise<string>(() => undefined)

describe('what was read last', () => {
  it('is read anew as long as the database answers', async () => {
    const known = new LastKnown<string>()
    expect([await known.read('a', async () => '1'), await known.read('a', async () => '2')]).toEqual(['1', '2'])
  })
  it('is given where the database is in trouble', async () => {
    const known = new LastKnown<string>()
    await known.read('a', async () => '1')
    expect(await known.read('a', failing)).toBe('1')
    await expect(known.read('b', failing)).rejects.toThrow('no connection')
  })
  it('is given where the database does not answer, which is then asked only once', async () => {
    const known = new LastKnown<string>(1)
    await known.read('a', async () => '1')
    let asked = 0
    const ask = () => {
      asked++
      return never()
    }
    expect([await known.read('a', ask), await known.read('a', ask), asked]).toEqual(['1', '1', 1])
  })
  it('does not hide a fault of ours', async () => {
    const known = new LastKnown<string>()
    await known.read('a', async () => '1')
    await expect(known.read('a', () => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
  })
})
