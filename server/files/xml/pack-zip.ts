import { deflateRawSync } from 'node:zlib'

/** 1 January 1980 as DOS writes days: Word writes local time into a zip; a fixed one gives the same bytes for the same parts. */
const EPOCH = 0x21
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const DEFLATED = 8
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ (TABLE[(value ^ (bytes[i] as number)) & 0xff] as number)
  return (value ^ 0xffffffff) >>> 0
}

/** XML is alike all over: packing it harder takes a third more time and saves a twentieth. */
const LEVEL = 4
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * The parts of a Word or Excel file as a zip; the same parts give the same bytes. Packed by zlib: in JavaScript it takes six times as long, a
 * quarter of a whole Word file.
 */
export function packXml(parts: Readonly<Record<string, string>>): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [path, text] of Object.entries(parts)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(HEAD + text)]
    const packed = deflateRawSync(bytes, { level: LEVEL })
    // What the head of a part and its line in the directory both say.
    const said = Buffer.alloc(26)
    said.writeUInt16LE(VERSION, 0)
    said.writeUInt16LE(FLAGS, 2)
    said.writeUInt16LE(DEFLATED, 4)
    said.writeUInt16LE(EPOCH, 8)
    said.writeUInt32LE(checksum(bytes), 10)
    said.writeUInt32LE(packed.length, 14)
    said.writeUInt32LE(bytes.length, 18)
    said.writeUInt16LE(name.length, 22)
    const line = Buffer.alloc(46)
    line.writeUInt32LE(CENTRAL, 0)
    line.writeUInt16LE(VERSION, 4)
    said.copy(line, 6)
    line.writeUInt32LE(at, 42)
    directory.push(line, name)
    pieces.push(signed(LOCAL), said, name, packed)
    at += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(directory.length / 2, 8)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...pieces, ...directory, end]))
}

function signed(signature: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32LE(signature)
  return out
}
