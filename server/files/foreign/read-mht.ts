import type { FoundFile } from '@/report/understanding/found'
import { decodeText } from './decode-text'
import { readHtml } from './read-html'

/** A page saved as one file has some hundred parts. */
const MOST_PARTS = 2000

/** A saved page (.mht, .mhtml): its first part that is a page. Throws a Chinese sentence if it has none. */
export function readMht(file: Uint8Array): FoundFile {
  const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1')
  const headEnd = blankLine(text, 0)
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(text.slice(0, headEnd))
  const mark = boundary && `--${boundary[1] ?? boundary[2]}`
  const parts = mark ? text.split(mark, MOST_PARTS).slice(1) : [text]
  for (const part of parts) {
    const end = blankLine(part, 0)
    const head = part.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
    const type = /^content-type\s*:\s*(.*)$/im.exec(head)?.[1] ?? ''
    if (!/^text\/html/i.test(type)) continue
    const encoding = /^content-transfer-encoding\s*:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]
    return readHtml(decodeText(decodePart(part.slice(end).replace(/^\r?\n\r?\n/, ''), encoding), charset))
  }
  throw new Error('保存的网页（.mht）中没有正文，请重新保存，或另存为 HTML')
}

function blankLine(text: string, from: number): number {
  const found = /\r?\n\r?\n/.exec(text.slice(from, from + 100_000).replace(/^(?:\r?\n)+/, (all) => ' '.repeat(all.length)))
  return found ? from + found.index : Math.min(text.length, from + 100_000)
}

function decodePart(body: string, encoding: string | undefined): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1')
}
