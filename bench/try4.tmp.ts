import { execFileSync } from 'node:child_process'
import { listDocuments } from '@/bench/pages/documents'
import { openPages } from '@/bench/pages/judge'
import { setPages } from '@/report/layout/pages'

const docs = listDocuments()
const n = (f: string) =>
  Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [f], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1])
docs.forEach(({ name, document }, i) => {
  const s = setPages(document)
  const [a, b] = [n(`/tmp/k/ours/${i}.pdf`), n(`/tmp/k/ours/word/${i}.pdf`)]
  if (a !== s.pages.length || b !== a) {
    console.log(i, name, s.pages.length, a, b)
    if (a < 16)
      for (const f of [`/tmp/k/ours/${i}.pdf`, `/tmp/k/ours/word/${i}.pdf`])
        console.log(
          '  ',
          openPages(f)
            .map((p) => p.filled.toFixed(2) + p.lines[0]?.text.slice(0, 8))
            .join(' ')
        )
    console.log('  ', s.pages.map((p) => p.toFixed(2)).join(' '))
  }
})
