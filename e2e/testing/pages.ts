import { newPublisher } from '@/db/testing/publisher'
import { cleanReport } from '@/report/testing/clean'
import { YEAR } from './case'
import type { World } from './world'

/** Names of the maximum length. */
const LONGEST = `甲自治州乙自治县丙民族乡${'高新技术产业开发区与现代农业示范园区'.repeat(2)}联合管理委员会办公室`.slice(0, 60)

const PROSE = '收到政府信息公开申请10件，其中予以公开8件，结转下年度1件。全年召开新闻发布会12次，公开规范性文件3件。'

/** A town with the fullest pages and the longest names: every kind of page and the person who opens it (undefined: the public). */
export async function openTown(world: World) {
  const { store } = world
  const city = await world.unit('甲市人民政府', { kind: 'government' })
  const bureau = await world.unit(LONGEST, { above: city.id })
  const counties = await Promise.all(
    ['乙县人民政府', '丙县人民政府'].map((name) => world.unit(name, { kind: 'government', above: city.id }))
  )
  const towns = await Promise.all(counties.map(({ id }) => world.unit('城关镇人民政府', { kind: 'government', above: id })))
  const clerk = await world.user(bureau, 'filler')
  const chief = await world.user(city, 'reviewer', 'admin')
  await world.owe(city, YEAR)
  const texts = { 'overview/requests': PROSE, problems: `${PROSE}\n`.repeat(4) }

  const draft = await world.report(bureau, YEAR, {
    ...cleanReport(YEAR).values,
    ...texts,
    'requests/granted/person': '12',
    'requests/received/total': ''
  })
  const returned = await world.report(bureau, YEAR - 1, cleanReport(YEAR - 1, texts).values)
  await world.hand(returned, clerk)
  await world.step('claim', returned, chief)
  await world.comment(returned, chief, 'requests/received/person', '与依申请公开台账不一致，请核对后修改或说明。')
  await world.step('return', returned, chief, { reason: '部分数据与台账不一致，请逐项核对' })
  const handed = await world.report(bureau, YEAR - 2, { ...cleanReport(YEAR - 2, texts).values, 'requests/received/company': '1' })
  await world.hand(handed, clerk)
  await world.step('claim', handed, chief)
  await world.comment(handed, chief, 'requests/received/person', '与依申请公开台账不一致，请核对后修改或说明。')
  let foreign = 0
  for (const town of towns) {
    foreign = await world.report(town, YEAR, cleanReport(YEAR).values)
    await world.step('submit', foreign, await world.user(town, 'filler'))
  }
  // A report of an office he has left.
  await world.notify(clerk, foreign, `城关镇人民政府 ${YEAR} 年年报：提交审核`)
  await world.notify(clerk, draft, `${LONGEST} ${YEAR} 年年报：距报送截止 9 天，现为“填报中”`)

  const publisher = await newPublisher(store, LONGEST)
  const first = await publisher.publish(2022, cleanReport(2022, texts).values)
  await publisher.publish(2023)
  await publisher.correct(first, { 'requests/granted/person': '8', 'requests/partial/person': '1' }, '更正两项件数')
  const published = `/published/${publisher.unit.id}/2022`

  const clerkId = await world.idOf(clerk)
  const form = (part: string) => `/reports/${draft}?part=${part}`
  const pages: readonly { path: string; who?: string }[] = [
    ...['/sign-in', '/published', published, `${published}/1`, '/published/data', '/accessibility', '/check', '/nowhere'].map((path) => ({
      path
    })),
    ...[
      '/',
      '/inbox',
      '/applications',
      '/rules',
      '/password',
      '/profile',
      `/moved?report=${foreign}`,
      ...['summary', 'preamble', 'overview', 'disclosure', 'requests', 'disputes'].map(form)
    ].map((path) => ({ path, who: clerk })),
    { path: `/reports/${returned}`, who: clerk },
    ...[
      '/',
      `/reports/${handed}/review`,
      '/queue',
      '/queue?state=all',
      '/queue/chase',
      '/applications',
      `/board?year=${YEAR}`,
      `/statistics?from=${YEAR - 2}&to=${YEAR}`,
      '/batch',
      '/import',
      '/admin/units',
      `/admin/units/${bureau.id}`,
      `/admin/units/change?unit=${bureau.id}`,
      '/admin/units/tree',
      '/admin/units/edit',
      '/admin/users',
      `/admin/users/${clerkId}`,
      '/admin/roles',
      `/admin/tasks?year=${YEAR}`,
      `/admin/campaigns?unit=${bureau.id}`,
      '/admin/announcements',
      '/admin/import'
    ].map((path) => ({ path, who: chief }))
  ]
  return { pages, city, bureau, towns, clerk, chief, draft, returned, handed, published, form, name: LONGEST }
}
