import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { isHere } from '@/db/testing/is-here'

/** Whether a program of others is on the PATH of this machine, for the tests that ask it. */
export function isInstalled(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return isHere(
    program,
    folders.some((folder) => existsSync(join(folder, program)))
  )
}

/** LibreOffice, where somebody installed it. */
export const hasOffice = isInstalled('soffice')

/** It computes every formula anew when it opens a file of another program. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/**
 * Files as LibreOffice saves them in another format, or again in their own, in their order. One start serves them all: it takes
 * seconds.
 */
export function saveAs(files: readonly Uint8Array[], from: 'docx' | 'xlsx', to: string): Uint8Array[] {
  return convert(files, from, to, (folder) => files.map((_, i) => new Uint8Array(readFileSync(join(folder, `${i}.${to}`)))))
}

/** The worksheets of a workbook as LibreOffice computes them: CSV, by name. */
export function computeSheets(workbook: Uint8Array): Map<string, string> {
  const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
  return convert([workbook], 'xlsx', everySheet, (folder) => {
    const made = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    return new Map(made.map((name) => [name.replace(/^0-|\.csv$/g, ''), readFileSync(join(folder, name), 'utf8')]))
  })
}

/** `read` takes what was made, named like its source, from a folder that is removed afterwards. */
function convert<T>(files: readonly Uint8Array[], from: string, to: string, read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'office-'))
  const [made, user] = [join(folder, 'made'), join(folder, 'profile', 'user')]
  try {
    mkdirSync(user, { recursive: true })
    writeFileSync(join(user, 'registrymodifications.xcu'), SETTINGS)
    const names = files.map((file, i) => {
      writeFileSync(join(folder, `${i}.${from}`), file)
      return join(folder, `${i}.${from}`)
    })
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    // Names of worksheets become names of files, which in a locale without Chinese signs have none.
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', made, ...names], { stdio: 'pipe', env })
    return read(made)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
