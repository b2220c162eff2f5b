import { Inflate } from 'fflate'
import { MOST_BYTES, tooLarge } from '@/server/base/reader-limits'

const MAX_ENTRIES = 2000
const MAX_UNPACKED = 30 * 1024 * 1024
/** XML rarely compresses better than 30 to 1; parts below FREE_OF_RATIO may have any ratio. */
const MAX_RATIO = 200
const FREE_OF_RATIO = 1024 * 1024
/** Bytes inflated at a time: few, so that the limits stop a zip bomb before it fills the memory. */
const BITE = 4096

type Entry = { offset: number; size: number; isPacked: boolean }

/**
 * Opens a zip file somebody uploaded: a function from the name of a part to its bytes, undefined if there is no such part.
 * Size, number of parts, unpacked size and ratio are limited while unpacking. Throws Chinese sentences.
 */
export function openZip(file: Uint8Array): (name: string) => Uint8Array | undefined {
  if (file.length > MOST_BYTES) throw tooLarge()
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const entries = readDirectory(file, view)
  let unpacked = 0
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return undefined
    const packed = packedBytes(file, view, entry)
    const watch = (length: number, taken: number) => {
      unpacked += length
      const isBomb = taken > FREE_OF_RATIO && taken > packed.length * MAX_RATIO
      if (unpacked > MAX_UNPACKED || isBomb) throw new Error('文件解压后过大，已停止读取')
    }
    if (entry.isPacked) return inflate(packed, watch)
    // Reading a part again counts again, packed or not.
    watch(packed.length, packed.length)
    return packed
  }
}

function readDirectory(file: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > MAX_ENTRIES) throw new Error(`文件中有 ${count} 个部件，不是年报文件。如果是压缩包，请先解压，再选择其中的年报文件`)
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || view.getUint32(at, true) !== 0x02014b50) throw broken()
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(file.subarray(at + 46, nameEnd))
    if (flags & 1) throw new Error('文件已加密，请去掉密码后再试')
    if (method !== 0 && method !== 8) throw broken()
    entries.set(name, { offset: view.getUint32(at + 42, true), size: view.getUint32(at + 20, true), isPacked: method === 8 })
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The directory of a zip is found from its end, before a comment of up to 64 kB. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw broken()
}

function packedBytes(file: Uint8Array, view: DataView, { offset, size }: Entry): Uint8Array {
  if (offset + 30 > file.length || view.getUint32(offset, true) !== 0x04034b50) throw broken()
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + size > file.length) throw broken()
  return file.subarray(start, start + size)
}

function inflate(packed: Uint8Array, watch: (length: number, taken: number) => void): Uint8Array {
  const pieces: Uint8Array[] = []
  let taken = 0
  const stream = new Inflate((piece) => {
    taken += piece.length
    watch(piece.length, taken)
    pieces.push(piece)
  })
  for (let at = 0; at < packed.length; at += BITE) push(stream, packed.subarray(at, at + BITE), at + BITE >= packed.length)
  const whole = new Uint8Array(taken)
  pieces.reduce((at, piece) => {
    whole.set(piece, at)
    return at + piece.length
  }, 0)
  return whole
}

function push(stream: Inflate, bite: Uint8Array, isLast: boolean): void {
  try {
    stream.push(bite, isLast)
  } catch (error) {
    // What the library throws carries a code and is English.
    if (error instanceof Error && 'code' in error) throw broken()
    throw error
  }
}

function broken(): Error {
  return new Error('文件已损坏，无法读取')
}
