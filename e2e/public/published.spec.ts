import { createHash } from 'node:crypto'
import { request as post } from 'node:http'
import { newPublisher } from '@/db/testing/publisher'
import { closeUnit } from '@/db/testing/unit-verbs'
import { exampleReport } from '@/report/samples/example'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import { cleanReport } from '@/report/testing/clean'
import { makeFile } from '@/server/files/make-file'
import { listHostileFiles } from '@/server/testing/hostile-files'
import { expect, expectAccessible, test } from '../testing/world'

const unique = () => Math.random().toString(36).slice(2, 8)

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a report is found, read, and taken along', async ({ page, world }) => {
    const name = `甲市教育局${unique()}`
    const one = await newPublisher(world.store, name)
    await one.publish(2023)
    await page.goto('/published')
    await page.getByLabel('单位名称').fill(name.slice(2))
    await page.getByLabel('年度', { exact: true }).selectOption('2023')
    await page.getByRole('button', { name: '查找' }).click()
    await expect(page.getByRole('status')).toHaveText('共 1 份')
    await page.getByRole('link', { name }).click()

    await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
    const about = page.getByLabel('公开信息')
    for (const words of [`${String(one.unit.id).padStart(6, '0')}/2023-00001`, name, '2024年1月20日', '现行有效'])
      await expect(about).toContainText(words)
    const table = page.getByRole('table', { name: /表三/ })
    await expect(
      table
        .getByRole('row', { name: /一、本年新收/ })
        .getByRole('cell')
        .last()
    ).toHaveText('10')
    await expect(table.getByRole('columnheader', { name: '自然人' })).toHaveCount(1)
    await expect(page.getByRole('figure').getByRole('table')).toContainText('予以公开')

    for (const format of ['Word', 'PDF', 'Excel', 'CSV', 'JSON']) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: format, exact: true }).click()])
      expect(download.suggestedFilename()).toContain(`${name}2023年政府信息公开工作年度报告`)
    }
  })

  test('a hash typed in and a file uploaded are genuine or shown where they are not', async ({ page, world }) => {
    const name = `乙市财政局${unique()}`
    const one = await newPublisher(world.store, name)
    await one.publish(2023)
    const path = `/published/${one.unit.id}/2023`
    const json = await (await page.request.get(`${path}/1/report.json`)).text()
    const hash = createHash('sha256').update(json).digest('hex')

    await page.goto('/check')
    await page.getByLabel(/^核验码/).fill(hash)
    await page.getByRole('button', { name: '核验', exact: true }).click()
    await expect(page.getByRole('heading', { name: '与公布的一致' })).toBeVisible()
    await page.goto(`/check/${hash.slice(0, 16)}`)
    await expect(page.getByRole('link', { name: `${name} 2023 年年度报告` })).toBeVisible()

    const report = readSnapshot(json)
    const upload = async (snapshot: string) => {
      await page.goto('/check')
      const buffer = Buffer.from(await makeFile(snapshot, 'docx'))
      await page.locator('input[type=file]').setInputFiles({ name: '年报.docx', mimeType: 'application/octet-stream', buffer })
      await page.getByRole('button', { name: '上传核验' }).click()
    }
    await upload(json)
    await expect(page.getByRole('heading', { name: '内容与公布的一致' })).toBeVisible()
    await upload(makeSnapshot({ ...report, values: { ...report.values, 'disputes/review/upheld': '3' } }))
    await expect(page.getByRole('heading', { name: '与公布的不一致，有 2 处不同' })).toBeVisible()
    await expect(page.getByRole('row', { name: /行政复议·结果维持/ })).toContainText('3')
  })

  test('a correction takes its place at once, and what was withdrawn says so and nothing else', async ({ page, world }) => {
    const one = await newPublisher(world.store, `丙市公安局${unique()}`)
    const first = await one.publish(2023)
    const path = `/published/${one.unit.id}/2023`
    await page.goto(path)
    const second = await one.correct(first, { 'requests/granted/person': '8', 'requests/partial/person': '1' }, '更正两项件数')
    await page.goto(path)
    await expect(page.getByRole('row', { name: /第 2 版（本页）.*现行有效.*更正两项件数/ })).toBeVisible()
    await expect(page.getByText('（一）予以公开·自然人：')).toContainText('9 → 8')
    await page.getByRole('link', { name: '第 1 版' }).click()
    await expect(page.getByRole('note')).toContainText('本版已被更正')

    await one.takeDown(second, new Date('2024-04-02T02:00:00Z'), '文字涉及个人信息')
    const response = await page.goto(path)
    expect(response?.status()).toBe(410)
    await expect(page.getByRole('note')).toContainText('本版已于2024年4月2日撤下')
    await expect(page.getByRole('note')).toContainText('文字涉及个人信息')
    await expect(page.getByRole('article')).toHaveCount(0)
    for (const file of ['report.pdf', 'report.json', 'outcomes.svg'])
      expect((await page.request.get(`${path}/2/${file}`)).status()).toBe(410)
    expect((await page.request.get(`/api/v1/reports/${one.unit.id}/2023`)).status()).toBe(410)
  })
})

test('the public pages are accessible, set no cookie, run no script and weigh little', { tag: '@wide' }, async ({ page, world }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const one = await newPublisher(world.store, `丁市档案局${unique()}`)
  for (const year of [2019, 2020, 2021, 2022]) await one.publish(year, year === 2019 ? exampleReport.values : undefined)
  await one.correct(await one.publish(2023), { problems: '人手不足，将补充力量。' })
  for (const path of ['/published', `/published/${one.unit.id}/2023`, `/published/${one.unit.id}/2023/1`, '/published/data', '/check']) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(200)
    expect(response?.headers()['set-cookie']).toBeUndefined()
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(await page.locator('script:not([type="application/ld+json"])').count(), path).toBe(0)
    await expectAccessible(page)
    const weights = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(({ name }) => !/\.svg$/.test(name))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize)
    )
    expect(
      weights.reduce((sum, weight) => sum + weight, 0),
      path
    ).toBeLessThan(60_000)
  }
  await page.goto(`/published/${one.unit.id}/2023`)
  for (const picture of await page.getByRole('img').all())
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  await expect(page.getByRole('figure')).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('on a phone the name of a table and each line of the title are whole', async ({ page, world }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const one = await newPublisher(world.store, `青禾县人民政府政务服务管理局（${unique()}行政审批局）`)
  await one.publish(2023)
  await page.goto(`/published/${one.unit.id}/2023`)
  for (const frame of await page.getByRole('region', { name: /表[三四].*可左右滚动/ }).all()) {
    const [name, around] = [await frame.locator('caption span').boundingBox(), await frame.boundingBox()]
    expect((name?.x ?? 0) + (name?.width ?? 999)).toBeLessThanOrEqual((around?.x ?? 0) + (around?.width ?? 0) + 1)
  }
  // A line that is too long for the screen is divided in the middle, not before its last character.
  const widths = await page
    .getByRole('heading', { level: 1 })
    .locator('span')
    .first()
    .evaluate((line) => {
      const range = document.createRange()
      range.selectNodeContents(line)
      return [...range.getClientRects()].map(({ width }) => width)
    })
  expect(Math.min(...widths)).toBeGreaterThan(Math.max(...widths) / 2)
})

test('prints as the report alone, in whole tables', async ({ page, world }) => {
  const one = await newPublisher(world.store, `戊市水利局${unique()}`)
  await one.publish(2023)
  await page.goto(`/published/${one.unit.id}/2023`)
  await page.emulateMedia({ media: 'print' })
  for (const part of [
    page.getByRole('navigation', { name: '主导航' }),
    page.getByRole('navigation', { name: '下载' }),
    page.getByText('填报登录')
  ])
    await expect(part).toBeHidden()
  await expect(page.getByRole('article')).toBeVisible()
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
})

test('whatever is not public is not there, guessed or twisted', async ({ request, world }) => {
  const one = await newPublisher(world.store, `己市统计局${unique()}`)
  const draft = await world.unit(`己市林业局${unique()}`)
  await world.report(draft, 2023)
  await one.publish(2023)
  const base = `/published/${one.unit.id}/2023`
  for (const path of [
    `/published/${draft.id}/2023`,
    '/published/999999/2023',
    `/published/${one.unit.id}/2022`,
    `${base}/2`,
    `${base}/01`,
    `${base}/1/report.exe`,
    `${base}/1/..%2f..%2f..%2fetc%2fpasswd`,
    `${base}/1/report.%22`,
    `${base}/1/__proto__`,
    `${base}/1/trend.svg`,
    `${base}/1/2/3`,
    '/published/a/b',
    '/published/%00/1',
    `/api/v1/reports/${draft.id}/2023`,
    '/api/v2/reports',
    `/check/${'0'.repeat(64)}`
  ]) {
    expect((await request.get(path)).status(), path).toBe(404)
  }
  expect(await (await request.get('/published?q=%E6%9E%97%E4%B8%9A')).text()).not.toContain(draft.name)
  for (const query of ['?page=-1', '?page=1e9', '?year=abc', '?q=%25%5F%5C', `?q=${'a'.repeat(5000)}`, '?page=999'])
    expect((await request.get(`/published${query}`)).status(), query).toBe(200)
})

test('an old address of a unit that went into another leads to the report that has its year', async ({ request, world }) => {
  const [old, heir] = [await newPublisher(world.store, `旧局${unique()}`), await newPublisher(world.store, `新局${unique()}`)]
  await old.publish(2022)
  await heir.publish(2023)
  await closeUnit(world.store, old.unit.id, { closedOn: '2023-06-01', successor: heir.unit.id })
  for (const [path, leads] of [
    [`/published/${old.unit.id}/2023`, `/published/${heir.unit.id}/2023`],
    [`/api/v1/reports/${old.unit.id}/2023`, `/api/v1/reports/${heir.unit.id}/2023`]
  ] as const) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([307, leads])
    expect((await request.get(path)).status()).toBe(200)
  }
  expect(await (await request.get(`/published/${old.unit.id}/2022`)).text()).toContain('2023年6月起并入')
  const missing = await request.get(`/published/${old.unit.id}/2021`)
  expect([missing.status(), (await missing.text()).includes(`2023年6月起并入${heir.unit.name}，没有公布这一年的年度报告`)]).toEqual([
    404,
    true
  ])
})

test('an upload that is too large or no form is stopped', async ({ request, baseURL }) => {
  const large = { name: 'a.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(21 * 1024 * 1024) }
  const refused = await request.post('/check', { multipart: { file: large } })
  expect(refused.status()).toBe(413)
  expect(await refused.text()).toContain('文件过大，最多 20 MB')
  for (const data of ['', 'file=1', '--x\r\n']) {
    const response = await request.post('/check', { data, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(response.status()).toBe(400)
  }
  // A body that never says how long it is ends as soon as it is too long.
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024 * 1024
      controller.enqueue(new Uint8Array(1024 * 1024))
      if (sent > 200 * 1024 * 1024) controller.close()
    }
  })
  const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'multipart/form-data; boundary=x' } }
  const answer = await fetch(`${baseURL}/check`, init as RequestInit)
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('文件过大，最多 20 MB')
  expect(sent).toBeLessThan(100 * 1024 * 1024)
})

test('a hostile file, a silent sender, a broken address and a large or garbled action are each answered in words', async ({
  request,
  baseURL
}) => {
  const silent = Array.from({ length: 6 }, () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1_000_000 }
    const sent = post(`${baseURL}/check`, { method: 'POST', headers }).on('error', () => undefined)
    sent.flushHeaders()
    return sent
  })
  for (const name of ['fan-out, 36 levels of 2.pdf', 'a zip bomb as a workbook.xlsx', 'a CSV of two million lines.csv']) {
    const buffer = Buffer.from(
      listHostileFiles()
        .find((file) => file.name === name)
        ?.make() ?? []
    )
    const answer = await request.post('/check', { multipart: { file: { name, mimeType: 'application/octet-stream', buffer } } })
    expect(answer.status(), name).toBe(200)
    expect(await answer.text(), name).toContain('无法核验')
  }
  for (const one of silent) one.destroy()

  const status = await new Promise((resolve, reject) => {
    post(`${baseURL}/`, { path: '/check/%E0%A4%A' }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(400)
  const action = { 'next-action': `40${'a'.repeat(40)}`, 'content-type': 'text/plain;charset=UTF-8' }
  const garbled = await request.post('/sign-in', { data: 'garbled', headers: action })
  expect([garbled.status(), await garbled.text()]).toEqual([400, '提交的内容不完整，请刷新页面后重试。'])
  const large = await request.post('/sign-in', { data: Buffer.alloc(20 * 1024 * 1024), headers: action })
  expect(large.status()).toBe(413)
  expect(await large.text()).toContain('提交的内容过大，最多 1 MB')
})

test('twenty ask for the same PDF at once and get the same bytes; whoever goes away disturbs nobody', async ({
  request,
  baseURL,
  world
}) => {
  const one = await newPublisher(world.store, `庚市审计局${unique()}`)
  await one.publish(2023)
  const path = `/published/${one.unit.id}/2023/1/report.pdf`
  const gone = new AbortController()
  const left = fetch(`${baseURL}${path}`, { signal: gone.signal }).catch(() => undefined)
  gone.abort()
  const bodies = await Promise.all(
    Array.from({ length: 20 }, async () =>
      createHash('sha256')
        .update(await (await request.get(path)).body())
        .digest('hex')
    )
  )
  await left
  expect(new Set(bodies).size).toBe(1)
})

test('machines read a list, a report, a feed, a map and what describes them', async ({ request, world }) => {
  const name = `辛市文旅局${unique()}`
  const one = await newPublisher(world.store, name)
  await one.publish(2023, cleanReport(2023, { 'overview/requests': '收到申请10件，均依法办理。' }).values)
  const { reports } = await (await request.get(`/api/v1/reports?year=2023&q=${encodeURIComponent(name)}`)).json()
  expect(reports).toMatchObject([{ unit: one.unit.id, unitName: name, year: 2023, revision: 1, state: 'PUBLISHED' }])
  const response = await request.get(reports[0].links.data)
  const { report, numbers, hash, revisions } = await response.json()
  expect(report.unit).toBe(name)
  expect(numbers).toMatchObject([{ at: 'overview/requests', text: '10', verdict: 'agrees', to: ['requests/received/total'] }])
  expect(revisions).toHaveLength(1)
  const file = await request.get(reports[0].links.files.json)
  expect(
    createHash('sha256')
      .update(await file.body())
      .digest('hex')
  ).toBe(hash)
  expect(file.headers().etag).toContain(hash)
  const again = await request.get(reports[0].links.files.json, { headers: { 'if-none-match': file.headers().etag ?? '' } })
  expect(again.status()).toBe(304)
  expect(response.headers()['access-control-allow-origin']).toBe('*')

  expect(await (await request.get('/published/feed.xml')).text()).toContain(name)
  expect(await (await request.get('/sitemap.xml')).text()).toContain(`/published/${one.unit.id}/2023<`)
  expect(await (await request.get('/robots.txt')).text()).toContain('/sitemap.xml')
  const description = await (await request.get('/api/v1/openapi.json')).json()
  expect(description.openapi).toMatch(/^3\.1/)
  const { report: data, numbers: beside } =
    description.paths['/api/v1/reports/{unit}/{year}'].get.responses[200].content['application/json'].schema.properties
  for (const { $ref } of [...data.anyOf, beside]) expect((await request.get($ref)).status()).toBe(200)
})
