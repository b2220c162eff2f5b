// Makes files in a thread of its own, by the very functions of the product. Node leaves out their types; where their
// imports lead it is told here.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parentPort } from 'node:worker_threads'

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

const { writeFile, writeSummary } = await import('./write-file')
const { drawPages } = await import('./pdf')
const { UnfaithfulFile } = await import('./prove')
const works = { writeFile, writeSummary, drawPages }

parentPort.on('message', async ({ work, args }) => {
  let answer
  try {
    answer = { made: works[work](...args) }
  } catch (error) {
    answer = { error, isUnfaithful: error instanceof UnfaithfulFile }
  }
  // The addon's buffers are released between turns of the event loop only.
  await new Promise((resolve) => setImmediate(resolve))
  parentPort.postMessage(answer, answer.made ? [answer.made.buffer] : [])
})
