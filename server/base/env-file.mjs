// Node built-ins only, and plain JavaScript: scripts/prepare.mjs reads the settings before anything is installed, on the
// Node the machine has.
import { readFileSync } from 'node:fs'
import * as util from 'node:util'

/** A setting that is wrong; the message is one Chinese sentence for whoever runs the product. */
export class SettingsError extends Error {}

/**
 * What `.env` in the project folder says (or another file, named by ENV_FILE); nothing if there is no such file.
 * @returns {Record<string, string | undefined>}
 */
export function readEnvFile() {
  const file = envFile()
  const text = readText(file)
  if (text === undefined) return {}
  const crooked = text.split('\n').findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#') && !line.includes('='))
  if (crooked >= 0) throw new SettingsError(`${file} 第 ${crooked + 1} 行没有半角等号。每行写一项设置，如 PORT=3000，写法见 .env.example。`)
  if (!util.parseEnv) throw new SettingsError(`读取 ${file} 需要 Node 20.12 以上版本，现在是 ${process.version}。请升级 Node。`)
  return util.parseEnv(text)
}

/**
 * Every setting as given: the environment before the file. An empty value in the environment also hides the file's.
 * @returns {Record<string, string | undefined>}
 */
export function readSettings() {
  return { ...readEnvFile(), ...process.env }
}

/** The name of the file the settings are read from. */
export const envFile = () => process.env.ENV_FILE || '.env'

/** @param {string} file */
function readText(file) {
  try {
    // Windows editors write a byte order mark.
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'ENOENT' && !process.env.ENV_FILE) return undefined
    throw new SettingsError(`设置文件 ${file} 不能读取（${code}）。请检查文件是否存在、有没有读取权限。`)
  }
}
