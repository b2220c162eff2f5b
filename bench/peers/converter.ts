import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Converts many Word files at once to other formats with LibreOffice; for a format that fails it returns none. */
export function convertAll(folder: string, words: readonly Uint8Array[], format: string): Uint8Array[] {
  const files = words.map((word, i) => {
    const file = join(folder, `source-${i}.docx`)
    writeFileSync(file, word)
    return file
  })
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files], { stdio: 'pipe' })
  return words.map((_, i) => readFileSync(join(folder, `source-${i}.${format}`)))
}
