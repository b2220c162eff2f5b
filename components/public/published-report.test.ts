import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import { printPage } from './print-page'
import { PublishedReport, type RevisionPage } from './published-report'

const sheet: RevisionPage = {
  path: '/published/12/2019/1',
  revision: 1,
  state: 'PUBLISHED',
  publishedOn: '2020-01-16',
  changeNote: '',
  hash: 'a'.repeat(64),
  title: '甲局</script><b>2019年政府信息公开工作年度报告',
  unit: '甲局</script><b>',
  year: 2019,
  indexNumber: '000012/2019-00001',
  otherYears: [],
  revisions: []
}

const print = (site: string | undefined) =>
  printPage(
    createElement(PublishedReport, {
      sheet,
      site,
      document: makeDocument(exampleReport),
      downloads: [{ path: '/published/12/2019/1/report.pdf', name: 'PDF', type: 'application/pdf' }],
      outcomes: [],
      trend: [],
      corrections: []
    })
  )

it('divides no word of the short heads of its tables', async () => {
  const page = await print(undefined)
  expect(page).toContain('class="words">社会<wbr/>公益<wbr/>组织</th>')
  expect(page).toMatch(/scope="col">自然人<\/th>/)
})

describe('a published report tells machines', () => {
  it('what it is, by the tags of government sites, Open Graph and schema.org', async () => {
    const page = await print('https://nianbao.example.gov.cn')
    for (const tag of ['name="PubDate" content="2020-01-16"', 'property="og:type" content="article"'])
      expect(page).toContain(`<meta ${tag}/>`)
    expect(page).toContain('<link rel="canonical" href="https://nianbao.example.gov.cn/published/12/2019/1"/>')
    const [, script = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(script)).toMatchObject({
      '@type': 'Report',
      identifier: '000012/2019-00001',
      publisher: { '@type': 'GovernmentOrganization', name: '甲局</script><b>' },
      url: 'https://nianbao.example.gov.cn/published/12/2019/1',
      encoding: [{ contentUrl: 'https://nianbao.example.gov.cn/published/12/2019/1/report.pdf', encodingFormat: 'application/pdf' }]
    })
  })

  it('no address that nobody configured', async () => {
    const page = await print(undefined)
    expect(page).not.toMatch(/og:url|contentUrl|"url"/)
    expect(page).toContain('<link rel="canonical" href="/published/12/2019/1"/>')
  })
})
