import { makeDocument } from '@/report/document'
import { titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { makePdf } from './pdf'
import { makeWord } from './word'

type Writer = {
  /** As people call it. */
  name: string
  type: string
  make: (snapshot: string, mark?: string) => Uint8Array | Promise<Uint8Array>
}

const documentOf = (snapshot: string, mark?: string) => makeDocument(readSnapshot(snapshot), mark)

/** Every kind of file made of a snapshot, by its extension. The same snapshot gives the same bytes. `mark` is printed on every page. */
export const FORMATS = {
  docx: {
    name: 'Word',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: (snapshot, mark) => makeWord(documentOf(snapshot, mark))
  },
  pdf: { name: 'PDF', type: 'application/pdf', make: (snapshot, mark) => makePdf(documentOf(snapshot, mark)) },
  json: { name: 'JSON', type: 'application/json', make: (snapshot) => new TextEncoder().encode(snapshot) }
} as const satisfies Record<string, Writer>

export type Format = keyof typeof FORMATS

export const FORMAT_NAMES = Object.keys(FORMATS) as Format[]

export function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text)
}

/** A file of a snapshot. */
export async function makeFile(format: Format, snapshot: string, mark?: string): Promise<Uint8Array> {
  const writer: Writer = FORMATS[format]
  return writer.make(snapshot, mark)
}

/** What no file system takes in a name, and what would lead out of a folder. */
const UNFIT = /[\u0000-\u001f\u007f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]|^\.+/g

/** `{机关名称}{年}年政府信息公开工作年度报告.docx`, fit for any file system. */
export function fileName(report: { unit: string; year: number }, format: Format): string {
  return `${titleOf(report).replace(UNFIT, '＿')}.${format}`
}
