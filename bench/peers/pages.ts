import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Values } from '@/report/values'

/** The pages of the peers, each with one script and one style sheet, served from this process. */
export async function servePages(names: readonly string[], values: Values, port: number) {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => `bench/peers/pages/${name}.tsx`),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/pages',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', values: JSON.stringify(values) },
    logLevel: 'error'
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path.replace('/pages', ''), contents]))
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url)
    const type = url.endsWith('.js') ? 'text/javascript' : url.endsWith('.css') ? 'text/css' : 'text/html'
    response.setHeader('Content-Type', `${type}; charset=utf-8`)
    response.end(file ?? pageOf(url))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    end: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

function pageOf(path: string): string {
  return `<!doctype html><html lang="zh-CN"><link rel="stylesheet" href="${path}.css"><style>*{box-sizing:border-box}body{margin:0 auto;width:846px}</style><div id="root"></div><script src="${path}.js"></script></html>`
}
