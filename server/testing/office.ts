import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync)

/** LibreOffice, where somebody installed it. */
export const hasOffice = office !== undefined

/** Files as LibreOffice saves them again in their own format, in their order. One start serves them all: it takes seconds. */
export function saveAgain(files: readonly Uint8Array[], format: 'docx' | 'xlsx'): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'office-'))
  try {
    const names = files.map((file, i) => {
      writeFileSync(join(folder, `${i}.${format}`), file)
      return join(folder, `${i}.${format}`)
    })
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync(office ?? '', [profile, '--headless', '--convert-to', format, '--outdir', join(folder, 'again'), ...names], {
      stdio: 'ignore'
    })
    return files.map((_, i) => new Uint8Array(readFileSync(join(folder, 'again', `${i}.${format}`))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
