import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { BAD_FILES } from '@/server/testing/foreign/bad-files'
import { PLAIN, writeDocx, writePage } from '@/server/testing/foreign/foreign-files'
import { openTerminal } from './testing/terminal'

const { folder, cli, file } = openTerminal()
const report = cleanReport(2023)

it('reads a file and ends with 0; what it prints is labelled JSON that check reads', () => {
  writeFileSync(join(folder, 'a.docx'), writeDocx(report, PLAIN))
  const { status, stdout, stderr } = cli('read', 'a.docx')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '共 1 个文件：1 个读入，其中 0 个有疑点；0 个不能读取\n' })
  const answer = JSON.parse(stdout)
  expect(answer).toMatchObject({ file: 'a.docx', org: report.unit, year: 2023, doubts: [] })
  expect(answer.table3['（一）予以公开']).toEqual([9, 0, 0, 0, 0, 0, 9])
  expect(JSON.parse(cli('check', file('a.json', answer)).stdout).findings).toEqual([])
})

it('ends with 1 if something is in doubt, which is then unknown to check and not blank', () => {
  file('b.html', writePage(report, PLAIN).replace('>9<', '>见附件<'))
  const { status, stdout } = cli('read', 'b.html')
  expect(status).toBe(1)
  const answer = JSON.parse(stdout)
  expect(answer.doubts).toMatchObject([{ at: 'requests/granted/person', candidates: ['见附件'] }])
  const { findings } = JSON.parse(cli('check', file('b.json', answer)).stdout)
  expect(findings.filter(({ at }: { at: string[] }) => at.includes('requests/granted/person'))).toEqual([])
})

it('answers as many files as it is given, in their order, and ends with 2 if one cannot be read', () => {
  file('empty.doc', '')
  const { status, stdout, stderr } = cli('read', 'empty.doc', 'a.docx', 'missing.pdf')
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject([
    { file: 'empty.doc', unreadable: expect.stringContaining('空的') },
    { file: 'a.docx', year: 2023 },
    { file: 'missing.pdf', unreadable: '文件不存在或不能读取' }
  ])
  expect(stderr).toContain('共 3 个文件：1 个读入，其中 0 个有疑点；2 个不能读取')
  expect(cli('read', 'empty.doc')).toMatchObject({ status: 2, stdout: '' })
})

it('says of each file that cannot be read what to do, and ends with 2', () => {
  const bad = Object.values(BAD_FILES)
  for (const { name, make } of bad) writeFileSync(join(folder, name), make())
  const { status, stdout } = cli('read', ...bad.map(({ name }) => name))
  expect(status).toBe(2)
  const answers: { file: string; unreadable: string }[] = JSON.parse(stdout)
  expect(answers.map(({ file }) => file)).toEqual(bad.map(({ name }) => name))
  for (const [i, { says }] of bad.entries()) expect(answers[i]?.unreadable).toMatch(says)
})

it('says how it is called', () => {
  expect(cli('read').stderr).toContain('read FILE')
})
