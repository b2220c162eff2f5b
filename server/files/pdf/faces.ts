import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Names under which the faces of GB/T 9704 are sold, and what we print with in their place. */
export const OFFICE_FACES = {
  仿宋: { names: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋'], substitute: '思源宋体' },
  楷体: { names: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体'], substitute: '霞鹜文楷' },
  小标宋: { names: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', '方正小标宋_GBK'], substitute: '思源宋体（粗）' },
  黑体: { names: ['SimHei', '黑体'], substitute: '思源黑体' },
  宋体: { names: ['SimSun', '宋体'], substitute: '思源宋体' }
} as const

/** A face of the standard: the name of the office's own where one was found, else that of our substitute. */
export type UsedFace = { face: string; used: string; isOwn: boolean }

const known = new Map<string, readonly UsedFace[]>()

/** Which faces PDFs are printed in with the fonts of a folder; the folder is read once. A missing one holds none. */
export function listFaces(fontDir: string | undefined): readonly UsedFace[] {
  const before = known.get(fontDir ?? '')
  if (before) return before
  const found = new Set(fontDir ? readFamilies(fontDir) : [])
  const faces = Object.entries(OFFICE_FACES).map(([face, { names, substitute }]) => {
    const own = names.find((name) => found.has(name))
    return { face, used: own ?? substitute, isOwn: own !== undefined }
  })
  known.set(fontDir ?? '', faces)
  return faces
}

/** The family names in all font files of a folder and the folders in it. */
function readFamilies(folder: string): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:ttf|otf|ttc)$/i.test(file))
    return files.flatMap((file) => {
      try {
        return statSync(join(folder, file)).isFile() ? familiesOf(readFileSync(join(folder, file))) : []
      } catch {
        // Not a font after all: the typesetter leaves it out too.
        return []
      }
    })
  } catch {
    return []
  }
}

const COLLECTION = 'ttcf'
const FAMILY = [1, 16]

function familiesOf(font: Buffer): string[] {
  const starts =
    font.toString('latin1', 0, 4) === COLLECTION
      ? Array.from({ length: font.readUInt32BE(8) }, (_, i) => font.readUInt32BE(12 + 4 * i))
      : [0]
  return starts.flatMap((start) => namesOf(font, start))
}

/** The families in the table `name`, as Windows reads them. */
function namesOf(font: Buffer, start: number): string[] {
  for (let entry = start + 12; entry < start + 12 + 16 * font.readUInt16BE(start + 4); entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== 'name') continue
    const table = font.readUInt32BE(entry + 8)
    const strings = table + font.readUInt16BE(table + 4)
    return Array.from({ length: font.readUInt16BE(table + 2) }, (_, i) => table + 6 + 12 * i)
      .filter((record) => font.readUInt16BE(record) === 3 && FAMILY.includes(font.readUInt16BE(record + 6)))
      .map((record) => {
        const from = strings + font.readUInt16BE(record + 10)
        return Buffer.from(font.subarray(from, from + font.readUInt16BE(record + 8)))
          .swap16()
          .toString('utf16le')
      })
  }
  return []
}
