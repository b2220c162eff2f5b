import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave } from './autosave'
import type { Batch, Conflict, SaveResult, StoredResult, Unsent } from './batch'

const start = new Date('2026-01-15T02:31:00Z')
const LONGEST = 10
const ok = (conflicts: Conflict[] = []): SaveResult => ({ ok: true, on: start, conflicts })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server that answers as told, one answer a batch, and remembers what arrived. */
function open(base: Record<string, string> = {}, left: readonly Unsent[] = []) {
  const sent: Batch[] = []
  const kept: Unsent[] = []
  const answers: ((batch: Batch) => SaveResult | Promise<SaveResult>)[] = []
  const stored = { ...base }
  const news: Record<string, string> = {}
  const reads: StoredResult[] = []
  const network = { readMs: 0 }
  const autosave = new Autosave(
    base,
    {
      send: async (batch) => {
        sent.push(batch)
        const result = await (answers.shift() ?? (() => ok()))(batch)
        const refused = new Set(result.ok ? result.conflicts.map(({ at }) => at) : batch.cells.map(({ at }) => at))
        for (const { at, now } of batch.cells) if (!refused.has(at)) stored[at] = now
        return result
      },
      read: async () => {
        const read: StoredResult = { ok: true, savedOn: start, texts: { ...stored } }
        reads.push(read)
        if (network.readMs > 0) await new Promise((resolve) => setTimeout(resolve, network.readMs))
        return read
      },
      journal: { write: (unsent) => kept.push(unsent) },
      onNews: (texts) => {
        for (const { at, now } of texts) news[at] = now
      },
      isTooLong: ({ now }) => now.length > LONGEST
    },
    start
  )
  autosave.takeUp(left)
  return {
    autosave,
    stored,
    news,
    reads,
    network,
    sent,
    kept,
    answers,
    cells: () => sent.map(({ cells }) => cells.map(({ at, was, now }) => [at, was, now]))
  }
}

const fail = () => Promise.reject(new Error('no connection'))

describe('the autosave', () => {
  it('waits half a second after the last key and sends the last text once', async () => {
    const { autosave, cells } = open({ a: '1' })
    autosave.change('a', '12', 'typed')
    await vi.advanceTimersByTimeAsync(400)
    autosave.change('a', '123', 'typed')
    autosave.change('b', '4', 'pasted')
    await vi.advanceTimersByTimeAsync(499)
    expect(cells()).toEqual([])
    expect(autosave.getStatus().is).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(cells()).toEqual([
      [
        ['a', '1', '123'],
        ['b', '', '4']
      ]
    ])
    expect(autosave.getStatus()).toEqual({ is: 'saved', on: start })
  })

  it('sends nothing when the old text came back', async () => {
    const { autosave, cells } = open({ a: '1' })
    autosave.change('a', '2', 'typed')
    autosave.change('a', '1', 'typed')
    await vi.advanceTimersByTimeAsync(1000)
    expect(cells()).toEqual([])
    expect(autosave.getStatus().is).toBe('saved')
  })

  it('has one batch under way; what is typed meanwhile follows on what it wrote', async () => {
    const { autosave, answers, cells } = open()
    let answer: (result: SaveResult) => void = () => undefined
    answers.push(() => new Promise((resolve) => (answer = resolve)))
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    autosave.change('a', '2', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(cells()).toHaveLength(1)
    answer(ok())
    await vi.advanceTimersByTimeAsync(1)
    expect(cells()).toEqual([[['a', '', '1']], [['a', '1', '2']]])
  })

  it('repeats a lost batch unchanged, with the same id, ever more slowly, and at once when asked', async () => {
    const { autosave, answers, sent } = open()
    answers.push(fail, fail, fail)
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.getStatus().is).toBe('offline')
    autosave.change('b', '2', 'typed')
    await vi.advanceTimersByTimeAsync(700)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(4000)
    expect(sent).toHaveLength(3)
    expect(autosave.countUnsent()).toBe(2)
    autosave.flush()
    await vi.advanceTimersByTimeAsync(10)
    expect(new Set(sent.slice(0, 4).map(({ saveId }) => saveId)).size).toBe(1)
    expect(sent[4]?.cells).toMatchObject([{ at: 'b', now: '2' }])
    expect(autosave.getStatus().is).toBe('saved')
  })

  it('keeps what is unsent until the server has it', async () => {
    const { autosave, answers, kept } = open()
    answers.push(fail)
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    autosave.change('a', '12', 'typed')
    expect(kept.at(-1)).toMatchObject({
      batches: [{ cells: [{ at: 'a', was: '', now: '1' }] }],
      pending: [{ at: 'a', was: '1', now: '12' }]
    })
    await vi.advanceTimersByTimeAsync(5000)
    expect(kept.at(-1)).toEqual({ batches: [], pending: [] })
  })

  it('takes up what earlier tabs left: their batches first and unchanged, then what followed', async () => {
    const left = { saveId: 'left-behind', cells: [{ at: 'a', was: '', now: '1', how: 'typed' as const }] }
    const { sent, news } = open({ a: '' }, [{ batches: [left], pending: [{ at: 'a', was: '1', now: '12', how: 'typed' }] }])
    expect(news).toEqual({ a: '12' })
    await vi.advanceTimersByTimeAsync(10)
    expect(sent[0]).toEqual(left)
    expect(sent[1]?.cells).toMatchObject([{ was: '1', now: '12' }])
  })

  it('keeps the latest of what an earlier tab left, where somebody else was quicker', async () => {
    const left = { saveId: 'left-behind', cells: [{ at: 'a', was: '', now: '1', how: 'typed' as const }] }
    const { autosave, answers } = open({ a: '9' }, [{ batches: [left], pending: [{ at: 'a', was: '1', now: '12', how: 'typed' }] }])
    const conflict = { at: 'a', text: '9', by: '同事', account: 'tongshi', on: start }
    answers.push(
      () => ok([conflict]),
      () => ok([conflict])
    )
    await vi.advanceTimersByTimeAsync(10)
    expect(autosave.getConflicts()).toEqual([conflict])
    autosave.resolve('a', '12')
    await vi.advanceTimersByTimeAsync(10)
    expect(autosave.getStatus().is).toBe('saved')
    expect(autosave.countUnsent()).toBe(0)
  })

  it('reads what is stored when somebody comes back, and says so until it has', async () => {
    const { autosave, stored, news } = open({ a: '1', b: '2' })
    stored.a = '10'
    autosave.catchUp()
    expect(autosave.getStatus().is).toBe('asking')
    await vi.advanceTimersByTimeAsync(1)
    expect(news).toEqual({ a: '10' })
    expect(autosave.getStatus()).toEqual({ is: 'saved', on: start })
  })

  it('reads once more where somebody comes back while a read is under way, which may be older', async () => {
    const { autosave, stored, news, network } = open({ a: '1' })
    network.readMs = 100
    autosave.catchUp()
    await vi.advanceTimersByTimeAsync(50)
    stored.a = '2'
    autosave.catchUp()
    await vi.advanceTimersByTimeAsync(60)
    expect(autosave.getStatus().is).toBe('asking')
    await vi.advanceTimersByTimeAsync(100)
    expect([news, autosave.getStatus().is]).toEqual([{ a: '2' }, 'saved'])
  })

  it('takes a save for no word of what others saved', async () => {
    const { autosave, stored, news } = open({ a: '1', b: '2' })
    await vi.advanceTimersByTimeAsync(20_000)
    stored.b = '3'
    autosave.change('a', '5', 'typed')
    await vi.advanceTimersByTimeAsync(1000)
    expect(autosave.getStatus().is).toBe('saved')
    autosave.catchUpAfter(10_000)
    await vi.advanceTimersByTimeAsync(10)
    expect(news).toEqual({ b: '3' })
    autosave.catchUpAfter(10_000)
    expect(autosave.getStatus().is).toBe('saved')
  })

  it('shows what is stored only where nothing newer was typed; the server decides about that', async () => {
    const { autosave, stored, news, cells } = open({ a: '1', b: '2' })
    Object.assign(stored, { a: '10', b: '20' })
    autosave.change('b', '21', 'typed')
    autosave.catchUp()
    await vi.advanceTimersByTimeAsync(1)
    expect(news).toEqual({ a: '10' })
    expect(cells()).toEqual([[['b', '2', '21']]])
  })

  it('reads again after a repeated batch: it may have been taken the first time, and overwritten since', async () => {
    const { autosave, answers, stored, news } = open({ a: '' })
    answers.push(fail, () => {
      setTimeout(() => (stored.a = '9'))
      return ok()
    })
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(news).toEqual({ a: '9' })
    expect(autosave.getStatus().is).toBe('saved')
  })

  it('sends nothing once it is stopped, and keeps what is unsent', async () => {
    const { autosave, sent } = open()
    autosave.stop()
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([])
    expect(autosave.countUnsent()).toBe(1)
  })

  it('holds a conflict until the person has chosen', async () => {
    const { autosave, answers, cells } = open()
    const conflict = { at: 'a', text: '59', by: '同事', account: 'tongshi', on: start }
    answers.push(() => ok([conflict]))
    autosave.change('a', '58', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(autosave.getConflicts()).toEqual([conflict])
    expect(cells()).toHaveLength(1)
    expect(autosave.countUnsent()).toBe(1)
    autosave.resolve('a', '58')
    await vi.advanceTimersByTimeAsync(1)
    expect(cells()[1]).toEqual([['a', '59', '58']])
    expect(autosave.getConflicts()).toEqual([])
  })

  it('lets the other text stand if that is the choice', async () => {
    const { autosave, answers, cells } = open()
    answers.push(() => ok([{ at: 'a', text: '59', by: '同事', account: 'tongshi', on: start }]))
    autosave.change('a', '58', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(1)
    autosave.resolve('a', undefined)
    autosave.change('a', '60', 'typed')
    await vi.advanceTimersByTimeAsync(600)
    expect(cells()[1]).toEqual([['a', '59', '60']])
  })

  it('waits for a new session and stops when the report is closed', async () => {
    const { autosave, answers, sent } = open()
    answers.push(() => ({ ok: false, why: 'signed out', error: '登录已过期' }))
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    autosave.flush()
    await vi.advanceTimersByTimeAsync(1)
    expect([sent.length, autosave.getStatus().is]).toEqual([1, 'signed out'])
    answers.push(() => ({ ok: false, why: 'closed', error: '报告待审核' }))
    autosave.retry()
    await vi.advanceTimersByTimeAsync(1)
    expect(autosave.getStatus()).toEqual({ is: 'stopped', error: '报告待审核', why: 'closed' })
    expect(autosave.countUnsent()).toBe(1)
    autosave.discard()
    expect(autosave.countUnsent()).toBe(0)
  })

  it('keeps what is too long to itself, says so, and sends it once it was made shorter', async () => {
    const { autosave, sent } = open({ a: '' })
    const tooLong = 'x'.repeat(LONGEST + 1)
    autosave.change('a', tooLong, 'typed')
    autosave.change('b', '1', 'typed')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.map(({ cells }) => cells.map(({ at }) => at))).toEqual([['b']])
    expect(autosave.getStatus()).toEqual({ is: 'too long' })
    expect([await autosave.settle(), autosave.countUnsent()]).toEqual([false, 1])
    autosave.change('b', '2', 'typed')
    autosave.catchUp()
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.at(-1)?.cells).toEqual([{ at: 'b', was: '1', now: '2', how: 'typed' }])
    expect(autosave.getStatus()).toEqual({ is: 'too long' })
    autosave.change('a', 'x', 'typed')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.at(-1)?.cells).toEqual([{ at: 'a', was: '', now: 'x', how: 'typed' }])
    expect(autosave.getStatus().is).toBe('saved')
  })

  it('takes up what is too long without sending it', async () => {
    const tooLong = 'x'.repeat(LONGEST + 1)
    const pending = [
      { at: 'a', was: '', now: tooLong, how: 'typed' as const },
      { at: 'b', was: '', now: '1', how: 'typed' as const }
    ]
    const { autosave, sent, news, kept } = open({ a: '', b: '' }, [{ batches: [], pending }])
    await vi.advanceTimersByTimeAsync(10)
    expect(news).toEqual({ a: tooLong, b: '1' })
    expect(sent.map(({ cells }) => cells)).toEqual([[pending[1]]])
    expect(kept.at(-1)).toEqual({ batches: [], pending: [pending[0]] })
    expect(autosave.getStatus()).toEqual({ is: 'too long' })
  })

  it.each(['busy', 'away', 'full', 'broken'])('tries again while the database is %s, and says so', async (why) => {
    const { autosave, answers, sent } = open()
    answers.push(() => ({ ok: false, why, error: '数据库正忙' }))
    autosave.change('a', '1', 'typed')
    autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.getStatus()).toEqual({ is: 'offline', why, error: '数据库正忙' })
    await vi.advanceTimersByTimeAsync(2000)
    expect([sent.length, autosave.getStatus().is]).toEqual([2, 'saved'])
  })

  it('settles when everything typed has been answered', async () => {
    const { autosave, answers } = open()
    autosave.change('a', '1', 'typed')
    const settled = autosave.settle()
    await vi.advanceTimersByTimeAsync(1)
    expect(await settled).toBe(true)
    answers.push(fail)
    autosave.change('a', '2', 'typed')
    const unsettled = autosave.settle()
    await vi.advanceTimersByTimeAsync(1)
    expect(await unsettled).toBe(false)
  })
})
