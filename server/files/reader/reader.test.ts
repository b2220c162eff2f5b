import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import { buildFonts } from '@/scripts/fonts.mjs'
import { MOST_WAITING } from '@/server/base/reader-limits'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { listHostileFiles } from '@/server/testing/hostile-files'
import { uploadOf } from '@/server/testing/upload'
import { BusyReader, inspectReader, prepareReader, readForeign, UnreadableFile } from './reader'

beforeAll(buildFonts)

const report = exampleReport
/** Each is made once, however often it is cut and changed. */
const madeOnce = (make: () => Uint8Array) => {
  let made: Uint8Array | undefined
  return () => {
    made ??= make()
    return made
  }
}
const genuine = {
  docx: madeOnce(() => makeWord(makeDocument(report))),
  xlsx: madeOnce(() => makeWorkbook(report)),
  pdf: madeOnce(() => makePdf(makeDocument(report)))
}

async function identify(file: Uint8Array, name: string) {
  const { body, type } = uploadOf(file, name)
  return readForeign('identify', body, type)
}

/** Ends the process while it reads nothing: the next file gets a fresh one. */
async function killReader(): Promise<void> {
  const { pid } = inspectReader()
  if (pid === undefined) return
  process.kill(pid, 'SIGKILL')
  while (inspectReader().pid === pid) await wait(5)
}

const isAlive = (pid: number | undefined) => {
  try {
    return process.kill(pid ?? -1, 0)
  } catch {
    return false
  }
}

describe('a hostile file', () => {
  // Larger ones are refused before they are read.
  const files = listHostileFiles(genuine).filter(({ name }) => !/^\d+ megabytes/.test(name))
  files.forEach(({ name, make }, i) => {
    const tags = i % 9 === 0 ? [] : ['wide']
    it(`is answered with a sentence, and the process and its place are there for the next: ${name}`, { tags }, async () => {
      const said = await identify(make(), name).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UnreadableFile)
        return { fault: (error as Error).message, unit: undefined }
      })
      // Changed bytes may lie where nobody reads.
      if (said.unit === undefined) expect(said.fault).toMatch(/^(?!.*没有启动).*[\u4e00-\u9fff]/)
      expect(inspectReader().waiting).toBe(0)
      expect(isAlive(inspectReader().pid)).toBe(true)
    })
  })

  it('changes nothing for good ones', async () => {
    for (const [ending, make] of Object.entries(genuine))
      expect(await identify(make(), `a.${ending}`)).toMatchObject({ unit: report.unit, year: report.year })
  })
})

describe('the process', () => {
  const readLists = () => ['a', 'b', 'c'].map((text) => readForeign('rows', new TextEncoder().encode(text)))

  it('that dies while it reads its first file takes only that with it', async () => {
    await killReader()
    const lists = readLists()
    process.kill(inspectReader().pid ?? -1, 'SIGKILL')
    const [first, ...others] = await Promise.allSettled(lists)
    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(UnreadableFile) })
    expect(others).toMatchObject([{ value: [['b']] }, { value: [['c']] }])
  })

  it('that has read others takes none with it: it may have died of those', async () => {
    await readForeign('rows', new TextEncoder().encode('z'))
    const lists = readLists()
    process.kill(inspectReader().pid ?? -1, 'SIGKILL')
    expect(await Promise.all(lists)).toEqual([[['a']], [['b']], [['c']]])
  })

  it('is ended while it reads a file that takes too much memory, and the next file is read', { tags: ['wide'] }, async () => {
    const [greedy] = listHostileFiles().filter(({ name }) => name === 'a million tables in each other.docx')
    const file = greedy?.make() ?? new Uint8Array()
    await killReader()
    // Half of what this file takes.
    prepareReader(240 * 1024 * 1024)
    const second = inspectReader().pid
    await expect(identify(file, 'a.docx')).rejects.toThrow('文件过于复杂或已损坏')
    expect(inspectReader().pid).not.toBe(second)
    expect(await identify(file, 'a.docx')).toMatchObject({ name: 'a.docx' })
  })

  it('is ended while it reads a file that takes too much processor time, and the next file is read', async () => {
    const lines = new TextEncoder().encode('规章\t1\t2\t3\n'.repeat(300_000))
    await killReader()
    prepareReader(undefined, 10)
    const second = inspectReader().pid
    await expect(readForeign('report', lines)).rejects.toThrow('文件过于复杂或已损坏')
    expect(inspectReader().pid).not.toBe(second)
    expect(await readForeign('rows', new TextEncoder().encode('a'))).toEqual([['a']])
  })

  it('that refused a file reads no other', async () => {
    await readForeign('rows', new TextEncoder().encode('z'))
    const { pid } = inspectReader()
    await readForeign('rows', new TextEncoder().encode('z'))
    expect(inspectReader().pid).toBe(pid)
    await expect(readForeign('report', new Uint8Array(100))).rejects.toThrow(UnreadableFile)
    expect(inspectReader().pid).not.toBe(pid)
  })

  it('is asked for no more than can wait', async () => {
    const asked = Array.from({ length: MOST_WAITING + 2 }, () => readForeign('rows', new TextEncoder().encode('a')))
    const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    for (const one of refused) expect(one).toMatchObject({ reason: expect.any(BusyReader) })
  })

  it('has no environment, and may neither write nor start a program', async () => {
    expect(inspectReader().args).toContain('--permission')
    expect(inspectReader().args.some((arg) => /^--allow-(?:fs-write|child|addons)/.test(arg))).toBe(false)
  })

  it('starts where the folder of packages is a link, and says why where it cannot start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-linked-'))
    for (const room of ['server', 'report', 'db', 'package.json']) cpSync(room, join(folder, room), { recursive: true })
    const program = `import('./server/files/reader/reader').then(({ readForeign }) =>
      readForeign('rows', new TextEncoder().encode('a')).then(JSON.stringify, ({ message }) => message).then(console.log))`
    const read = () => spawnSync(process.execPath, ['--import', './server/base/load-typescript.mjs', '-e', program], { cwd: folder })
    symlinkSync(realpathSync('node_modules'), join(folder, 'node_modules'))
    expect(String(read().stdout).trim()).toBe('[["a"]]')
    rmSync(join(folder, 'server', 'files', 'read-rows.ts'))
    const { stdout, stderr } = read()
    expect(String(stdout)).toContain('读取文件的程序没有启动')
    expect(String(stderr)).toMatch(/could not start: .*ERR_MODULE_NOT_FOUND/)
    rmSync(folder, { recursive: true })
  })

  it('ends with the server, however that ends', { tags: ['wide'] }, async () => {
    const program = `import('./server/files/reader/reader').then(({ prepareReader, inspectReader }) => {
      prepareReader()
      console.log(inspectReader().pid)
      setInterval(() => undefined, 1000)
    })`
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const server = spawn(process.execPath, ['--import', './server/base/load-typescript.mjs', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit']
      })
      const [said] = await once(server.stdout, 'data')
      server.kill(signal)
      await once(server, 'exit')
      while (isAlive(Number(said))) await wait(20)
    }
  })
})
