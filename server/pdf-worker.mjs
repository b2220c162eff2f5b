import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const { templateFolder, fontFolder } = workerData

/** Names under which the faces of GB/T 9704 are sold. */
const OFFICE_FACES = {
  仿宋: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋'],
  楷体: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体'],
  小标宋: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', '方正小标宋_GBK'],
  黑体: ['SimHei', '黑体'],
  宋体: ['SimSun', '宋体']
}

const compilers = new Map()

function compilerFor(fontDir = '') {
  const known = compilers.get(fontDir)
  if (known) return known
  if (!existsSync(fontFolder)) throw new Error(`没有字体文件夹 ${fontFolder}，请先运行 node scripts/fonts.mjs`)
  if (fontDir && !existsSync(fontDir)) throw new Error(`没有 FONT_DIR 指定的字体文件夹 ${fontDir}`)
  const compiler = NodeCompiler.create({
    workspace: templateFolder,
    fontArgs: [{ fontPaths: fontDir ? [fontDir, fontFolder] : [fontFolder] }]
  })
  compilers.set(fontDir, compiler)
  return compiler
}

function typeset({ report, date, form, fontDir }) {
  const compiler = compilerFor(fontDir)
  try {
    compiler.mapShadow(join(templateFolder, 'report.json'), Buffer.from(report))
    const compiled = compiler.compile({
      mainFilePath: join(templateFolder, 'report.typ'),
      inputs: { office: JSON.stringify(fontDir ? OFFICE_FACES : {}) }
    })
    const { result } = compiled
    if (!result) throw compiled.takeError()
    if (form === 'svg') return new TextEncoder().encode(compiler.plainSvg(result))
    return new Uint8Array(compiler.pdf(result, { pdfStandard: form, creationTimestamp: date && Date.parse(date) / 1000 }))
  } finally {
    // The cache is global and never forgets by itself. What the next report has in common with this one is kept for it.
    compiler.evictCache(1)
  }
}

function explain(error) {
  const diagnostics = error?.shortDiagnostics?.map(({ message }) => message).join('；')
  return diagnostics || (error instanceof Error ? error.message : String(error))
}

parentPort.on('message', async (request) => {
  let answer
  try {
    answer = { made: typeset(request) }
  } catch (error) {
    answer = { error: explain(error) }
  }
  // The addon's buffers are released between turns of the event loop only.
  await new Promise((resolve) => setImmediate(resolve))
  parentPort.postMessage(answer, answer.made ? [answer.made.buffer] : [])
})
