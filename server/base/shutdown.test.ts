import { expect, it } from 'vitest'
import { onShutdown, shutDown } from './shutdown'

it('what was started last ends first, each after the other, and a failure keeps nobody from ending', async () => {
  const ended: string[] = []
  const end = (name: string) => async () => {
    await new Promise(setImmediate)
    ended.push(name)
  }
  onShutdown(end('database'))
  onShutdown(() => {
    throw new Error('already gone')
  })
  onShutdown(() => new Promise(() => undefined))
  onShutdown(end('worker'))
  expect(await shutDown(10)).toBe(false)
  expect(ended).toEqual(['worker', 'database'])
  expect(await shutDown()).toBe(true)
})
