import { existsSync } from 'node:fs'
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
