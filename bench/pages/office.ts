import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FACES, FONT_FOLDER, renameFamily } from '@/scripts/fonts.mjs'

/** The font names that our Word files refer to. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'Nianbao SongTi': ['仿宋_GB2312', '宋体'],
  'Nianbao KaiTi': ['楷体_GB2312'],
  'Nianbao HeiTi': ['黑体'],
  'Nianbao XiaoBiaoSong': ['方正小标宋简体']
}

/** Our fonts under the names of the fonts an office owns: for LibreOffice, and for FONT_DIR. */
export function writeOfficeFaces(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const { family, file } of FACES)
    for (const name of NAMES[family] ?? [])
      writeFileSync(join(folder, `${name}.ttf`), renameFamily(readFileSync(join(FONT_FOLDER, file)), name))
}

/** Whether LibreOffice and poppler are installed. */
export function hasTools(): boolean {
  return ['soffice', 'pdftotext', 'pdftoppm'].every((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0)
}

/** Converts all Word files of a folder to PDF, with the fonts of one folder and no others of the same names. */
export function convertAll(words: readonly string[], out: string, faces: string): void {
  const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>${faces}</dir><dir>/usr/share/fonts</dir><cachedir>${join(out, 'cache')}</cachedir></fontconfig>`
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'fonts.conf'), fonts)
  const profile = `-env:UserInstallation=file://${join(out, 'profile')}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', out, ...words], {
    stdio: 'pipe',
    env: { ...process.env, FONTCONFIG_FILE: join(out, 'fonts.conf') }
  })
}
