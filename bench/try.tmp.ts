import { writeFileSync } from 'node:fs'
import { makeDocument } from '@/report/layout/document'
import { setPages } from '@/report/layout/pages'
import { fullReport, notedReport, emptyReport } from '@/server/testing/reports'
import { exampleReport } from '@/report/samples/example'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
for (const [n, r] of [['full19', fullReport('F2019')], ['full21', fullReport('F2021')], ['example', exampleReport], ['noted21', notedReport('F2021')]] as const) {
  const d = makeDocument(r, undefined, n === 'noted21' ? '2025-01-16' : undefined)
  const seal = { code: '3f9a12bc77de0145', address: 'https://example.gov.cn/check/3f9a12bc77de0145' }
  writeFileSync(`/tmp/p/${n}.pdf`, makePdf(d, { seal }))
  writeFileSync(`/tmp/p/${n}.docx`, makeWord(d))
}
