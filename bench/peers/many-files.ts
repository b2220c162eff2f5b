import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What reading many files one after the other takes, in the reader process, as a bulk import reads them; memory is that of both
 * processes, `ownMs` the p99.9 of what the one that hands them
 * in works itself between two turns of its event loop.
 */
export type ManyRead = { seconds: number; refused: number; peakMb: number; ownMs: number; delayMs: number; longestMs: number }

/** Reads files through the reader process, handed in by a process of its own. */
export function readMany(files: readonly Uint8Array[]): ManyRead {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-many-'))
  try {
    files.forEach((file, i) => {
      writeFileSync(join(folder, `${String(i).padStart(4, '0')}.bin`), file)
    })
    return JSON.parse(execFileSync(process.execPath, ['bench/peers/many-files-process.mjs', folder], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
