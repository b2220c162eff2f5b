import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** Word writes local time into a zip; a fixed one gives the same bytes for the same files. */
const EPOCH = new Date(1980, 0, 1)

/**
 * A zip of files on the disk, made while it is read: no more than one file is in memory, and whoever stops reading stops
 * it. Files that are packed already go in as they are.
 */
export function streamZip(files: readonly { path: string; name: string; isPacked: boolean }[]): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(zipped(files))) as ReadableStream<Uint8Array>
}

async function* zipped(files: readonly { path: string; name: string; isPacked: boolean }[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for (const { path, name, isPacked } of files) {
    const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name)
    entry.mtime = EPOCH
    zip.add(entry)
    entry.push(await readFile(path), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
