// Makes files in a process of its own, by the very functions of the product. Node leaves out their types; where their
// imports lead it is told here.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

// A terminal and a supervisor signal the whole group, while files under way are still to be finished: the server ends this process.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined)

const ROOT = new URL('../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const isFromRoot = specifier.startsWith('@/')
    if (!isFromRoot && !specifier.startsWith('./')) return next(specifier, context)
    const { href } = new URL(isFromRoot ? specifier.slice(2) : specifier, isFromRoot ? ROOT : context.parentURL)
    const found = [`${href}.ts`, `${href}/index.ts`].find((file) => existsSync(new URL(file)))
    return next(found ?? specifier, context)
  }
})

// A signal to stop reaches all processes of a terminal or a service; the server ends this one when it needs it no more.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())

const { writeFile, writeSummary } = await import('./write-file')
const { drawPages } = await import('./draw-pages')
const { UnfaithfulFile } = await import('./prove')
const works = { writeFile, writeSummary, drawPages }

process.on('message', async ({ work, args }) => {
  let answer
  try {
    answer = { made: works[work](...args) }
  } catch (error) {
    answer = { error: error.message, isUnfaithful: error instanceof UnfaithfulFile }
  }
  // The addon's buffers are released between turns of the event loop only.
  await new Promise((resolve) => setImmediate(resolve))
  process.send({ ...answer, memory: process.memoryUsage.rss() })
})
