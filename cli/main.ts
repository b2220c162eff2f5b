import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '@/server/base/env-file.mjs'
import { check } from './check'
import { CommandRefused } from './refused'

const USAGE = `用法：
  npm run -s cli -- check FILE.json [FILE.json …] [--last-year FILE.json]   核对年报数据，结果为 JSON
  npm run -s cli -- read FILE [FILE …]                                        读入已有的年报（Word、Excel、PDF、网页等），结果为 JSON，疑点列在 doubts 中
  npm run -s cli -- export FILE.json --format docx --out PATH                  生成文件（docx、pdf 等格式）
  npm run -s cli -- backup PATH                                              备份数据库（可在运行中进行）
  npm run -s cli -- link 用户名                                               生成一次性登录链接
  npm run -s cli -- verify                                                   核验全部年报的历程和提交内容是否被改动
设置和服务器用的一样：项目目录里的 .env 和环境变量。所用的数据库和办理的数量写在错误输出上。
退出码：0 没有错误和疑点；1 有错误或疑点，或者历程有改动；2 不能办理（原因见提示）；3 数据库里没有单位，也没有年报。`

/** Paths are relative to the caller's folder, not npm's; settings are relative to the project folder. */
const pathOf = (given: string) => resolve(process.env.INIT_CWD ?? process.cwd(), given)

async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: 'string' }, out: { type: 'string' }, 'last-year': { type: 'string' } }
  })
  const [verb, ...names] = positionals
  if (verb === 'check' && names.length > 0) return check(names.map(pathOf), values['last-year'] && pathOf(values['last-year']))
  if (verb === 'read' && names.length > 0) return (await import('./read-files')).readFiles(names, pathOf)
  if (verb === 'export' && names[0] && values.out) {
    const { exportReport } = await import('./export')
    return exportReport(pathOf(names[0]), values.format, pathOf(values.out))
  }
  if (verb === 'backup' && names[0]) return (await import('./database')).backUp(pathOf(names[0]))
  if (verb === 'link' && names[0]) return (await import('./database')).printLink(names[0])
  if (verb === 'verify' && names.length === 0) return (await import('./database')).verify()
  throw new CommandRefused(USAGE)
}

run(process.argv.slice(2))
  .catch((error) => {
    const isUnknown = error?.code?.startsWith('ERR_PARSE_ARGS')
    const isOurs = error instanceof CommandRefused || error instanceof SettingsError
    process.stderr.write(`${isUnknown ? USAGE : isOurs ? error.message : (error?.stack ?? error)}\n`)
    return 2
  })
  .then((code) => {
    process.exitCode = code
  })
