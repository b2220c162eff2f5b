import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentDisposition, fileName } from './file-name'

describe('the name of a file', () => {
  it.each([
    ['淮南市人民政府办公室2019年政府信息公开工作年度报告', '淮南市人民政府办公室2019年政府信息公开工作年度报告.docx'],
    ['../../etc/passwd', 'etcpasswd.docx'],
    ['..\\甲\u0000乙\r\nSet-Cookie: a=b', '甲乙Set-Cookie a=b.docx'],
    ['"甲";filename=乙', '甲;filename=乙.docx'],
    ['\ud800.', '年报.docx'],
    ['', '年报.docx']
  ])('made of %j is %j', (words, name) => {
    expect(fileName(words, 'docx')).toBe(name)
  })
  it('is never too long, in whatever script', () => {
    expect(Buffer.byteLength(fileName('甲'.repeat(500), 'pdf'))).toBeLessThan(255)
  })
  it('is safe in a header whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const name = fileName(words, 'xlsx')
        expect(name).not.toMatch(/[/\\"\p{Cc}]|^\./u)
        expect(contentDisposition(name)).toMatch(/^attachment; filename="report\.xlsx"; filename\*=UTF-8''[\w%.~!-]+$/)
      })
    )
  })
})
