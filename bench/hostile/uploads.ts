import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Row } from '@/bench/results'
import { median, ms, quantile } from '@/bench/samples'
import { type Server, startProduct } from '@/bench/servers'
import { makeDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { listHostileFiles } from '@/server/testing/hostile-files'
import { uploadOf } from '@/server/testing/upload'

const MB = 1024 * 1024
const SILENT = 6
const genuine = {
  docx: () => makeWord(makeDocument(exampleReport)),
  xlsx: () => makeWorkbook(exampleReport),
  pdf: () => makePdf(makeDocument(exampleReport))
}

/** Uploads every hostile file to the page that checks files, one after another, while another client polls the health check. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const server = await startProduct(data, 3212)
  const silent = Array.from({ length: SILENT }, () => openSilently(server.url))
  try {
    const path = (await fetch(`${server.url}/readyz`)).ok ? '/readyz' : '/healthz'
    await send(server.url, 'good.docx', genuine.docx(), 1)
    await wait(1000)
    const start = residentOf(server)
    const files = listHostileFiles(genuine)
    const answers: Answer[] = []
    const health = watch(`${server.url}${path}`)
    for (const [i, { name, make }] of files.entries()) answers.push(await send(server.url, name, make(), i + 2))
    const latencies = await health.stop()
    await wait(3000)
    return tell(answers, latencies, start, residentOf(server), path)
  } finally {
    for (const one of silent) one.destroy()
    await server.end()
    rmSync(data, { recursive: true })
  }
}

type Answer = { name: string; milliseconds: number; isSentence: boolean; status: number }

function tell(answers: readonly Answer[], latencies: readonly number[], start: Resident, end: Resident, path: string): Row[] {
  const slowest = answers.reduce((most, one) => (one.milliseconds > most.milliseconds ? one : most))
  const wordless = answers.filter(({ isSentence }) => !isSentence)
  const p99 = quantile(latencies, 0.99)
  const mb = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`
  const grown = { server: end.server - start.server, reader: end.reader - start.reader }
  return [
    {
      what: `${answers.length} hostile files, each until its answer`,
      ours: `slowest ${ms(slowest.milliseconds)} (${slowest.name}), median ${ms(median(answers.map(({ milliseconds }) => milliseconds)))}`,
      target: '≤ 3000 ms',
      met: slowest.milliseconds <= 3000,
      note: `uploaded one after another by one client beside ${SILENT} uploads that never send a byte; from the first byte sent`
    },
    {
      what: 'of them answered without a sentence',
      ours: `${wordless.length}${wordless.length > 0 ? `: ${wordless.map(({ name, status }) => `${name} ${status}`).join(', ')}` : ''}`,
      target: '0',
      met: wordless.length === 0
    },
    {
      what: `${path} every 50 ms meanwhile`,
      ours: `p99 ${ms(p99)}, slowest ${ms(quantile(latencies, 1))}`,
      target: 'p99 ≤ 150 ms',
      met: p99 <= 150,
      note: `${latencies.length} requests of a thread of its own`
    },
    {
      what: 'memory after all of them, server and reader',
      ours: `${mb(grown.server)} and ${mb(grown.reader)} more`,
      target: '≤ 150 MB each',
      met: Number.isNaN(grown.server) ? undefined : grown.server <= 150 * MB && grown.reader <= 150 * MB,
      note: `resident, from ${mb(start.server)} and ${mb(start.reader)} after one good file; three seconds after the last`
    }
  ]
}

const VERDICT = /<h2 id="verdict">[\s\S]*?<\/h2>(?:<p>[^<]*[\u4e00-\u9fff]|<ul>)/

/** Uploads a file as a browser does, each from another client address, because uploads are limited per address. */
async function send(url: string, name: string, file: Uint8Array, client: number): Promise<Answer> {
  const { body, type } = uploadOf(file, name)
  const start = performance.now()
  return new Promise((resolve, reject) => {
    let isAnswered = false
    const headers = { 'content-type': type, 'content-length': body.length }
    const localAddress = `127.0.0.${(client % 250) + 2}`
    const sent = request(`${url}/check`, { method: 'POST', headers, localAddress, agent: false }, (answer) => {
      isAnswered = true
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const isSentence = VERDICT.test(Buffer.concat(parts).toString())
        resolve({ name, milliseconds: performance.now() - start, isSentence, status: answer.statusCode ?? 0 })
        sent.destroy()
      })
    })
    // The server reads no further once it has refused.
    sent.on('error', (error) => isAnswered || reject(error))
    sent.end(body)
  })
}

function openSilently(url: string) {
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1_000_000 }
  const sent = request(`${url}/check`, { method: 'POST', headers, localAddress: '127.0.0.254', agent: new Agent() })
  sent.on('error', () => undefined)
  sent.flushHeaders()
  return sent
}

/** Polls from a separate thread, so that the work of this one is not measured. */
function watch(url: string): { stop: () => Promise<number[]> } {
  const program = `
    const { get, Agent } = require('node:http')
    const { parentPort, workerData } = require('node:worker_threads')
    const agent = new Agent({ keepAlive: true })
    const latencies = []
    const ask = (start) => {
      const asked = get(workerData, { agent }, (answer) => answer.resume().on('end', () => latencies.push(performance.now() - start)))
      // A keep-alive connection may be closed just when it is reused: every client retries.
      asked.on('error', () => (asked.reusedSocket ? ask(start) : latencies.push(Infinity)))
    }
    const timer = setInterval(() => ask(performance.now()), 50)
    parentPort.once('message', () => {
      clearInterval(timer)
      setTimeout(() => { agent.destroy(); parentPort.postMessage(latencies) }, 1000)
    })`
  const worker = new Worker(program, { eval: true, workerData: url, execArgv: [] })
  return {
    stop: () =>
      new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage('stop')
      })
  }
}

type Resident = { server: number; reader: number }

/** Resident bytes of the server and of its file reader process; NaN where the system does not report them. */
function residentOf({ pid }: Server): Resident {
  const children = `/proc/${pid}/task/${pid}/children`
  const reader = existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ').find(isReader) : undefined
  return { server: residentOfProcess(pid), reader: residentOfProcess(Number(reader)) }
}

const isReader = (pid: string) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reader-process')

function residentOfProcess(pid: number | undefined): number {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return Number.NaN
  return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1])
}
