import { ASK_AGAIN } from '@/server/files/worker/turn'

/**
 * The page shown while a file is queued: how many are ahead, reloaded until the file is there. `back` is a path of ours.
 * Status 503, for programs.
 */
export function waitingPage(ahead: number, back: string): Response {
  const page = `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>正在生成文件</title><link rel="stylesheet" href="/published.css"></head>
<body><main><h1>正在生成文件</h1><p role="status">前面还有 ${ahead} 份文件，轮到后自动下载。</p><p>本页每 ${ASK_AGAIN} 秒自动查询一次，无需操作；开始下载后可以返回。</p><p><a href="${back}">返回年报</a></p></main></body>
</html>
`
  return new Response(page, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'Retry-After': String(ASK_AGAIN),
      Refresh: String(ASK_AGAIN)
    }
  })
}
