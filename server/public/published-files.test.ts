import { beforeAll, expect, it } from 'vitest'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { makeSnapshot } from '@/report/snapshot'
import { buildFonts } from '@/scripts/fonts.mjs'
import { makeFile } from '@/server/files/make-file'
import { VISITORS } from '@/server/files/worker/file-worker'
import { fullReport } from '@/server/testing/reports'
import { findPublication } from './published'
import { answerFile } from './published-files'

const store = await openOwnStore()

beforeAll(async () => {
  await buildFonts()
})

it('a visitor who must wait is told how many are ahead, and gets the file when he asks again', async () => {
  const one = await newPublisher(store)
  await one.publish(2023)
  const found = await findPublication(store, { unit: String(one.unit.id), year: '2023' })
  if (!found) throw new Error('not published')
  const ask = () => answerFile(new Request('http://127.0.0.1/'), store, found, 'report.docx')

  const others = Array.from({ length: VISITORS.most + 1 }, () =>
    makeFile(makeSnapshot(fullReport('F2021')), 'pdf', {}, { share: VISITORS })
  )
  const told = await ask()
  expect(told?.status).toBe(503)
  expect(told?.headers.get('retry-after')).toBe('2')
  expect(await told?.text()).toMatch(/前面还有 \d+ 份文件，轮到后自动下载。/)
  await Promise.all(others)
  expect((await ask())?.status).toBe(200)
})
