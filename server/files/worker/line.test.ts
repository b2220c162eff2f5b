import { describe, expect, it } from 'vitest'
import { MOST_WAITING, type Share, WaitingLine } from './line'

const share = (who: string, most = 10): Share => ({ who, most })

/** A line with work of these sizes, named by whose it is and a number; and the order in which it is done. */
function lineOf(...waiting: [who: string, size: number][]) {
  const line = new WaitingLine<string>()
  const places = waiting.map(([who, size], i) => line.join(share(who), size, `${who}${i}`))
  return { line, places }
}

function empty(line: WaitingLine<string>): string[] {
  const done: string[] = []
  for (let next = line.next(); next !== undefined; next = line.next()) done.push(next)
  return done
}

describe('whose turn it is', () => {
  it('is that of whoever came first, among equals', () => {
    expect(empty(lineOf(['a', 10], ['b', 10], ['c', 10]).line)).toEqual(['a0', 'b1', 'c2'])
  })

  it('goes round, however many somebody asks for', () => {
    expect(empty(lineOf(['a', 10], ['a', 10], ['a', 10], ['b', 10], ['c', 10]).line)).toEqual(['a0', 'b3', 'c4', 'a1', 'a2'])
  })

  it('is that of short work before long work', () => {
    expect(empty(lineOf(['a', 1000], ['b', 1000], ['c', 10], ['c', 10]).line)).toEqual(['c2', 'c3', 'a0', 'b1'])
  })

  it('comes to long work although short work comes again and again', () => {
    const { line } = lineOf(['long', 1000])
    let rounds = 0
    for (let next = ''; next !== 'long0'; next = line.next() ?? '') {
      line.join(share(`short${rounds}`), 10, 'short')
      rounds++
    }
    expect(rounds).toBeLessThan(110)
  })

  it('comes to a batch, which puts one file after another, once in each round', () => {
    const { line } = lineOf(['batch', 10], ['a', 10], ['a', 10], ['b', 10], ['b', 10])
    const done: string[] = []
    for (let next = line.next(); next !== undefined && done.length < 6; next = line.next()) {
      done.push(next)
      if (next.startsWith('batch')) line.join(share('batch'), 10, 'batch')
    }
    expect(done).toEqual(['batch0', 'a1', 'b3', 'a2', 'b4', 'batch'])
  })

  it('has no memory of who was served when nobody waited', () => {
    const { line } = lineOf(['a', 500])
    line.next()
    line.join(share('b'), 10, 'b')
    line.join(share('a'), 9, 'a')
    expect(empty(line)).toEqual(['a', 'b'])
  })
})

describe('a place', () => {
  it('tells how many go before it, also while others come and go', () => {
    const { line, places } = lineOf(['a', 10], ['b', 100], ['c', 100])
    const [a, b, c] = places
    if (!a || !b || !c) throw new Error('no place')
    expect(places.map((place) => place && line.ahead(place))).toEqual([0, 1, 2])
    line.join(share('d'), 50, 'd')
    expect(line.ahead(c)).toBe(3)
    expect(line.leave(b)).toBe(true)
    expect(line.ahead(c)).toBe(2)
    expect(line.leave(b)).toBe(false)
    expect(empty(line)).toEqual(['a0', 'd', 'c2'])
  })

  it('given back is no longer counted against whoever had it', () => {
    const { line, places } = lineOf(['a', 1000], ['b', 100])
    if (places[0]) line.leave(places[0])
    line.join(share('a'), 10, 'a')
    expect(empty(line)).toEqual(['a', 'b1'])
  })

  it('is refused to whoever has as many as he may, and to nobody else', () => {
    const line = new WaitingLine<string>()
    const few = share('a', 2)
    expect([1, 2, 3].map(() => line.join(few, 10, 'a') !== undefined)).toEqual([true, true, false])
    expect(line.join(share('b', 2), 10, 'b')).toBeDefined()
    line.next()
    expect(line.join(few, 10, 'a')).toBeDefined()
  })

  it('is refused to everybody when too many wait, except to what the server does itself', () => {
    const line = new WaitingLine<string>()
    for (let i = 0; i < MOST_WAITING; i++) line.join(share(`person ${i}`), 10, '')
    expect(line.join(share('one more'), 10, '')).toBeUndefined()
    expect(line.join(share('itself', Number.POSITIVE_INFINITY), 10, '')).toBeDefined()
    expect(line.length).toBe(MOST_WAITING + 1)
  })
})
