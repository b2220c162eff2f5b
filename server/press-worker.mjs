// Makes files in a thread of its own, by the very functions of the product.
import './load-typescript.mjs'
import { parentPort } from 'node:worker_threads'

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
