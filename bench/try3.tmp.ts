import { openPages } from '@/bench/pages/judge'
import { listDocuments } from '@/bench/pages/documents'
import { breakLines } from '@/report/layout/measure'
import { PAPER } from '@/report/layout/paper'
const docs = listDocuments()
let [n, tp, tw, d1, d2, sp, sw] = [0, 0, 0, 0, 0, 0, 0]
const counts = (file: string) => {
  const out: {c:number;t:string}[] = []
  for (const p of openPages(file)) for (const l of p.lines.filter((l) => l.height > 15 && l.height<30)) {
    if (l.x > PAPER.left + 16) out.push({c:1,t:l.text}); else if (out.length) {out[out.length - 1]!.c++; out[out.length - 1]!.t+='|'+l.text}
  }
  return out
}
for (const i of [0, 2, 4, 8, 22, 24, 26, 30, 44]) {
  const { document } = docs[i]!
  const [pdf, word] = [counts(`/tmp/k/ours/${i}.pdf`), counts(`/tmp/k/ours/word/${i}.pdf`)]
  const est = document.blocks.flatMap((b) => b.is === 'paragraph' ? [{c:breakLines(b.runs.map((r) => r.text).join(''), 28, { indent: 2 }).length, l: breakLines(b.runs.map((r) => r.text).join(''), 28, { indent: 2 })}] : b.is === 'heading' ? [{c:1,l:[b.text]}] : [])
  // title lines first: drop
  const off = (a: {c:number;t:string}[]) => a.slice(a.length - est.length)
  const [p, w] = [off(pdf), off(word)]
  est.forEach((e, k) => { n++; sp += p[k]!.c - e.c; sw += w[k]!.c - e.c; if (p[k]!.c !== e.c) {tp++; if(d1++<4) console.log('PDF', p[k]!.c, e.c, '\n', p[k]!.t, '\n', e.l.join('|'))}; if (w[k]!.c !== e.c) {tw++; if (d2++<4) console.log('WORD', w[k]!.c, e.c, '\n', w[k]!.t,'\n', e.l.join('|'))} })
}
console.log({ n, tp, tw, sp, sw })
