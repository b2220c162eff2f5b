import { readFileSync } from 'node:fs'
import { FORMAT } from '@/report/json-schema'
import { readLabelled, UnreadableReport } from '@/report/reading/read'
import type { Report } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { CommandRefused } from './refused'

const LARGEST = 20 * 1024 * 1024

/** A report from a file of labelled JSON, or from the JSON we export; throws CommandRefused with the file's name and the reason. */
export function readReportFile(path: string): Report {
  try {
    const text = readText(path)
    const data = JSON.parse(text)
    return data?.format === FORMAT ? readSnapshot(text) : readLabelled(data)
  } catch (error) {
    if (error instanceof UnreadableReport || error instanceof CommandRefused) throw new CommandRefused(`${path}：${error.message}`)
    if (error instanceof SyntaxError) throw new CommandRefused(`${path}：不是 JSON 文件`)
    throw error
  }
}

function readText(path: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    throw new CommandRefused('文件不存在或不能读取')
  }
  if (bytes.length > LARGEST) throw new CommandRefused('文件超过 20 MB')
  return bytes.toString('utf8').replace(/^\ufeff/, '')
}
