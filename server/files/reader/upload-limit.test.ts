import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

const shared = globalThis as typeof globalThis & { nianbaoUploads?: unknown }
const before = shared.nianbaoUploads

/** As in the built server, whose bundles have each a copy of the library: the limiter is made by another one. */
beforeAll(() => {
  const require = createRequire(import.meta.url)
  const forget = () => {
    for (const file of Object.keys(require.cache)) if (file.includes('rate-limiter-flexible')) delete require.cache[file]
  }
  forget()
  const { RateLimiterMemory } = require('rate-limiter-flexible')
  forget()
  shared.nianbaoUploads = new RateLimiterMemory({ points: 8, duration: 60 })
  vi.resetModules()
})
afterAll(() => {
  shared.nianbaoUploads = before
  vi.resetModules()
})

it('whoever sends too many files is told how long to wait, also by a limiter of another bundle; an address sooner than a person', async () => {
  const { countUpload } = await import('./upload-limit')
  const send = async (who: string, times: number) => {
    const waits = []
    for (let i = 0; i < times; i++) waits.push(await countUpload(who))
    return waits
  }
  expect(await send('user 1', 8)).toEqual(Array(8).fill(undefined))
  expect(await send('10.0.0.1', 2)).toEqual([undefined, undefined])
  for (const who of ['user 1', '10.0.0.1']) expect(await countUpload(who)).toBeGreaterThan(50)
})
