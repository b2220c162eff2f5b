import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Word files as LibreOffice saves them in other formats, many at once; a failing format answers none. */
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
