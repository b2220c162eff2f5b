import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Converts Word files to PDF with LibreOffice in a separate folder; undefined where it is not installed. */
export function findLibreOffice(folder: string): { version: string; convert: (word: Uint8Array, copies: number) => void } | undefined {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const asked = spawnSync('soffice', [profile, '--version'], { encoding: 'utf8' })
  if (asked.status !== 0) return undefined
  return {
    version: /LibreOffice [\d.]+/.exec(asked.stdout)?.[0] ?? 'LibreOffice',
    convert: (word, copies) => {
      const names = Array.from({ length: copies }, (_, i) => `report-${i}`)
      const files = names.map((name) => join(folder, `${name}.docx`))
      for (const file of files) if (!existsSync(file)) writeFileSync(file, word)
      const out = join(folder, 'pdf')
      rmSync(out, { recursive: true, force: true })
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', out, ...files], { stdio: 'pipe' })
      const made = readdirSync(out).length
      if (made !== copies) throw new Error(`LibreOffice made ${made} of ${copies} files`)
    }
  }
}
