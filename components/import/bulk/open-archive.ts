/** Limits of an archive that is opened in the browser: what a city has, five years of 500 units, is within them. */
const MOST_ENTRIES = 5000
const MOST_ENTRY_BYTES = 20 * 1024 * 1024

/** A file of an archive by its path; `open` inflates it, within the limit of one file. `fault`: why it is not opened. */
export type ArchiveEntry = { path: string; fault?: string; open: () => Promise<Blob> }

/** Parts that tell a document, which is an archive inside as well. */
const DOCUMENTS = ['[Content_Types].xml', 'mimetype', 'OFD.xml']

/** Whether it is an archive of files and not a document that is one inside: told by its content; by its name only where that is damaged. */
export async function isArchive(file: File): Promise<boolean> {
  const head = new DataView(await file.slice(0, 4).arrayBuffer())
  if (head.byteLength < 4 || head.getUint32(0) !== 0x504b0304) return false
  try {
    return !(await readDirectory(file)).some(({ path }) => DOCUMENTS.includes(path))
  } catch {
    return /\.zip$/i.test(file.name)
  }
}

/** The files of a .zip, without folders and what systems leave in them. Throws Chinese sentences. */
export async function openArchive(archive: Blob): Promise<ArchiveEntry[]> {
  return (await readDirectory(archive))
    .filter(({ path }) => !/\/$|(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|~\$)/.test(path))
    .map((entry) => ({ path: entry.path, fault: faultOf(entry), open: () => inflate(archive, entry) }))
}

async function readDirectory(archive: Blob): Promise<Entry[]> {
  const tail = new DataView(await archive.slice(Math.max(0, archive.size - 65_557)).arrayBuffer())
  const end = findEnd(tail)
  if (end === undefined) throw new Error('压缩包已损坏，或不是 .zip 文件，请重新压缩')
  const [count, size, from] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)]
  if (count > MOST_ENTRIES) throw new Error(`压缩包内有 ${count} 个文件，一次最多 ${MOST_ENTRIES} 个，请分成几个压缩包`)
  const directory = new DataView(await archive.slice(from, from + size).arrayBuffer())
  const entries: Entry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) throw new Error('压缩包的目录已损坏，请重新压缩')
    const entry = readEntry(directory, at)
    at = entry.next
    entries.push(entry)
  }
  return entries
}

type Entry = { path: string; flags: number; method: number; packed: number; size: number; offset: number; next: number }

function findEnd(tail: DataView): number | undefined {
  for (let at = tail.byteLength - 22; at >= 0; at--) if (tail.getUint32(at, true) === 0x06054b50) return at
  return undefined
}

function readEntry(directory: DataView, at: number): Entry {
  const [flags, length] = [directory.getUint16(at + 8, true), directory.getUint16(at + 28, true)]
  const name = new Uint8Array(directory.buffer, at + 46, Math.min(length, Math.max(0, directory.byteLength - at - 46)))
  return {
    path: decodeName(name, (flags & 0x800) !== 0).replaceAll('\\', '/'),
    flags,
    method: directory.getUint16(at + 10, true),
    packed: directory.getUint32(at + 20, true),
    size: directory.getUint32(at + 24, true),
    offset: directory.getUint32(at + 42, true),
    next: at + 46 + length + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
  }
}

/** Windows in Chinese writes names in GBK and does not say so. */
function decodeName(name: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name)
  } catch {
    return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(name)
  }
}

function faultOf({ path, flags, method, size }: Entry): string | undefined {
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..')) return '文件路径指向压缩包之外，没有读取'
  if (flags & 1) return '压缩包有密码，请去掉密码后重新压缩'
  if (method !== 0 && method !== 8) return '压缩方式不能识别，请用普通 .zip 重新压缩'
  return size > MOST_ENTRY_BYTES ? '文件过大，最多 20 MB' : undefined
}

/** Whatever size the directory promises: counted while it is inflated. */
async function inflate(archive: Blob, { offset, packed, method }: Entry): Promise<Blob> {
  const head = new DataView(await archive.slice(offset, offset + 30).arrayBuffer())
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Error('压缩包内的文件已损坏')
  const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true)
  const body = archive.slice(start, start + packed)
  if (method === 0) return body
  const reader = body.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length
    if (length > MOST_ENTRY_BYTES) {
      await reader.cancel()
      throw new Error('文件解压后过大，最多 20 MB')
    }
    pieces.push(next.value)
  }
  return new Blob(pieces)
}
