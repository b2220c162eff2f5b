import { crc32, deflateRawSync } from 'node:zlib'

/** 1 January 1980 as DOS writes days: Word writes local time into a zip; a fixed one gives the same bytes for the same parts. */
const EPOCH = 0x21
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const DEFLATED = 8
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
/** XML is alike all over: packing it harder takes a third more time and saves a twentieth. */
const LEVEL = 4
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * The parts of a Word or Excel file as a zip; the same parts give the same bytes. Packed by zlib: in JavaScript it takes six times
 * as long, a quarter of a whole Word file.
 */
export function packXml(parts: Readonly<Record<string, string>>): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [path, text] of Object.entries(parts)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(HEAD + text)]
    const packed = deflateRawSync(bytes, { level: LEVEL })
    const head = Buffer.alloc(30)
    head.writeUInt32LE(LOCAL, 0)
    head.writeUInt16LE(VERSION, 4)
    head.writeUInt16LE(FLAGS, 6)
    head.writeUInt16LE(DEFLATED, 8)
    head.writeUInt16LE(EPOCH, 12)
    head.writeUInt32LE(crc32(bytes), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(bytes.length, 22)
    head.writeUInt16LE(name.length, 26)
    // The directory says of a part what its head says, and where it begins.
    const line = Buffer.alloc(46)
    line.writeUInt32LE(CENTRAL, 0)
    line.writeUInt16LE(VERSION, 4)
    head.copy(line, 6, 4)
    line.writeUInt32LE(at, 42)
    directory.push(line, name)
    pieces.push(head, name, packed)
    at += head.length + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12
  )
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...pieces, ...directory, end]))
}
