// Makes files in a process of its own, by the very functions of the product.
// biome-ignore lint/style/noRestrictedImports: what resolves `@/` has to be found without it
import '../../base/load-typescript.mjs'

// Terminals and service managers signal the whole process group; the server ends this process itself once it is done with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())

const { writeFile, writePaper, writeSummary } = await import('@/server/files/write-file')
const { drawPages } = await import('@/server/files/draw-pages')
const { UnfaithfulFile } = await import('@/server/files/verify')
/** @type {Record<string, (...args: any[]) => unknown>} */
const works = { writeFile, writePaper, writeSummary, drawPages }

process.on('message', async ({ work, args }) => {
  let answer
  try {
    answer = { made: works[work]?.(...args) }
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error), isUnfaithful: error instanceof UnfaithfulFile }
  }
  // The addon frees its buffers only between rounds of the event loop.
  await new Promise((resolve) => setImmediate(resolve))
  process.send?.({ ...answer, memory: process.memoryUsage.rss() })
})
