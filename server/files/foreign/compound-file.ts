/** A file of streams as Office wrote them until 2007 (MS-CFB): the container of .doc, .xls and of encrypted .docx. */
export type CompoundFile = { names: string[]; stream: (name: string) => Uint8Array | undefined }

const FREE = 0xfffffffa
const MOST_ENTRIES = 5000

/**
 * Opens the container. Every chain of sectors is bounded by the number of sectors there are, so a cyclic one ends. Throws a
 * Chinese sentence if it is broken.
 */
export function openCompound(given: Uint8Array): CompoundFile {
  const shift = new DataView(given.buffer, given.byteOffset, given.length).getUint16(30, true)
  if (given.length < 512 || (shift !== 9 && shift !== 12)) throw broken()
  // WPS leaves the last sector short.
  const size = 1 << shift
  const file = new Uint8Array(Math.ceil(given.length / size) * size + size)
  file.set(given)
  const view = new DataView(file.buffer)
  const count = Math.floor(file.length / size) - 1
  const sector = (n: number) => file.subarray((n + 1) * size, (n + 2) * size)
  const table = readTable(view, file, size, count)
  const chain = (first: number, next: (n: number) => number, most: number) => {
    const out: number[] = []
    for (let n = first; n < FREE && out.length <= most; n = next(n)) out.push(n)
    if (out.length > most) throw broken()
    return out
  }
  const join = (sectors: readonly number[]) => {
    const out = new Uint8Array(sectors.length * size)
    sectors.forEach((n, i) => {
      if (n < count) out.set(sector(n), i * size)
    })
    return out
  }
  const nextOf = (n: number) => table[n] ?? 0xffffffff
  const entries = readEntries(join(chain(view.getUint32(48, true), nextOf, count)))
  const root = entries.find(({ type }) => type === 5)
  const mini = root ? join(chain(root.start, nextOf, count)) : new Uint8Array()
  const miniTable = new DataView(join(chain(view.getUint32(60, true), nextOf, count)).buffer)
  const nextMini = (n: number) => (n * 4 + 4 <= miniTable.byteLength ? miniTable.getUint32(n * 4, true) : 0xffffffff)
  return {
    names: entries.map(({ name }) => name),
    stream: (name) => {
      const entry = entries.find((one) => one.type === 2 && one.name === name)
      if (!entry) return undefined
      if (entry.size >= 4096) return join(chain(entry.start, nextOf, count)).subarray(0, entry.size)
      const out = new Uint8Array(entry.size)
      chain(entry.start, nextMini, miniTable.byteLength / 4).forEach((n, i) => {
        const piece = mini.subarray(n * 64, n * 64 + Math.min(64, Math.max(0, entry.size - i * 64)))
        if (i * 64 < out.length) out.set(piece, i * 64)
      })
      return out
    }
  }
}

/** Which sector follows each. */
function readTable(view: DataView, file: Uint8Array, size: number, count: number): number[] {
  const places: number[] = []
  for (let i = 0; i < 109; i++) places.push(view.getUint32(76 + i * 4, true))
  let more = view.getUint32(68, true)
  for (let i = 0; more < FREE && i < count; i++) {
    const at = (more + 1) * size
    if (at + size > file.length) break
    for (let n = 0; n < size / 4 - 1; n++) places.push(view.getUint32(at + n * 4, true))
    more = view.getUint32(at + size - 4, true)
  }
  const out: number[] = []
  for (const place of places) {
    const at = (place + 1) * size
    if (place >= FREE || at + size > file.length || out.length >= count + size) continue
    for (let n = 0; n < size / 4; n++) out.push(view.getUint32(at + n * 4, true))
  }
  return out
}

type Entry = { name: string; type: number; start: number; size: number }

function readEntries(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.length)
  const out: Entry[] = []
  for (let at = 0; at + 128 <= directory.length && out.length < MOST_ENTRIES; at += 128) {
    const length = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62)
    const type = directory[at + 66] ?? 0
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + length))
    if (type !== 0)
      out.push({ name, type, start: view.getUint32(at + 116, true), size: Math.min(view.getUint32(at + 120, true), 0x7fffffff) })
  }
  return out
}

function broken(): Error {
  return new Error('文件已损坏，无法读取')
}
