import { readFileSync, statSync } from 'node:fs'
import { MOST_BYTES, TOO_LARGE } from '@/server/base/reader-limits'
import { readForeign, UnreadableFile } from '@/server/files/reader/reader'

/**
 * Prints what was understood of each file, in their order: labelled JSON with `doubts`. A file that cannot be read is told on
 * stderr and, among several, answered with the reason. 0 without doubts, 1 with some, 2 if a file could not be read.
 */
export async function readFiles(names: readonly string[], pathOf: (name: string) => string): Promise<number> {
  const answers: Record<string, unknown>[] = []
  let [doubtful, unreadable] = [0, 0]
  for (const name of names) {
    try {
      const { doubts, ...read } = await readForeign('report', load(pathOf(name)))
      answers.push({ file: name, ...read, doubts })
      if (doubts.length > 0) doubtful++
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      process.stderr.write(`${name}：${error.message}\n`)
      answers.push({ file: name, unreadable: error.message })
      unreadable++
    }
  }
  if (names.length > 1) process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`)
  else if (unreadable === 0) process.stdout.write(`${JSON.stringify(answers[0], null, 2)}\n`)
  process.stderr.write(
    `共 ${names.length} 个文件：${names.length - unreadable} 个读入，其中 ${doubtful} 个有疑点；${unreadable} 个不能读取\n`
  )
  return unreadable > 0 ? 2 : doubtful > 0 ? 1 : 0
}

function load(path: string): Uint8Array {
  try {
    if (statSync(path).size > MOST_BYTES) throw new UnreadableFile(TOO_LARGE)
    return readFileSync(path)
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('文件不存在或不能读取')
  }
}
