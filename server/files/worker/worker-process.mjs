// Makes files in a process of its own, by the very functions of the product.
// biome-ignore lint/style/noRestrictedImports: what resolves `@/` has to be found without it
import '../../base/load-typescript.mjs'

// A signal to stop reaches all processes of a terminal or a service; the server ends this one when it needs it no more.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())

const { writeFile, writeSummary } = await import('@/server/files/write-file')
const { drawPages } = await import('@/server/files/draw-pages')
const { UnfaithfulFile } = await import('@/server/files/verify')
/** @type {Record<string, (...args: any[]) => unknown>} */
const works = { writeFile, writeSummary, drawPages }

process.on('message', async ({ work, args }) => {
  let answer
  try {
    answer = { made: works[work]?.(...args) }
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error), isUnfaithful: error instanceof UnfaithfulFile }
  }
  // The addon's buffers are released between turns of the event loop only.
  await new Promise((resolve) => setImmediate(resolve))
  process.send?.({ ...answer, memory: process.memoryUsage.rss() })
})
