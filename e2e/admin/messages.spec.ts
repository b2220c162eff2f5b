import { listWebhooks } from '@/db/messages/webhooks'
import { alertOf, enter, expect, expectAccessible, test } from '../testing/world'

test('an administrator adds gateways, tests and stops one, and sets the hours in which nothing is sent', async ({ page, world }) => {
  const city = await world.unit('寅市人民政府', { kind: 'government' })
  const admin = await world.user(city, 'admin')
  await enter(page, admin)
  await page.goto('/admin/announcements')
  const form = page.getByRole('region', { name: '增加推送网关' })
  for (const [name, url] of [
    ['政务微信', 'https://gateway.example.gov.cn/weixin'],
    ['短信', 'https://gateway.example.gov.cn/sms']
  ] as const) {
    await form.getByLabel('名称').fill(name)
    await form.getByLabel('网址').fill(url)
    await form.getByRole('button', { name: '增加推送网关' }).click()
    await expect(form.getByRole('status')).toContainText(`已增加“${name}”`)
    await expect(form.getByRole('status')).toContainText('只显示这一次')
  }
  await form.getByLabel('名称').fill('内网网关')
  await form.getByLabel('网址').fill('http://192.168.1.20:8080/push')
  await form.getByRole('button', { name: '增加推送网关' }).click()
  await expect(alertOf(page)).toContainText('这个网址指向本机或内网')
  await expect(form.getByLabel('网址')).toBeFocused()
  const list = page.getByRole('region', { name: '推送网关', exact: true })
  await list.getByRole('button', { name: '停用短信' }).click()
  await expect(list.getByRole('row', { name: /短信/ })).toContainText('停用')
  await expect(list.getByRole('button', { name: '短信发送测试' })).toHaveCount(0)
  await list.getByRole('button', { name: '政务微信发送测试' }).click()
  await expect(list.getByRole('status').filter({ hasText: '已交付发送' })).toBeVisible()
  const secrets = (await listWebhooks(world.store, [city.id])).map(({ secret }) => secret)
  expect(secrets).toHaveLength(2)
  await list.getByRole('link', { name: '政务微信' }).click()
  const change = page.getByRole('region', { name: '修改推送网关“政务微信”' })
  await change.getByLabel('名称').fill('政务微信（新）')
  await change.getByRole('button', { name: '保存推送网关' }).click()
  await expect(list.getByRole('link', { name: '政务微信（新）' })).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  // Its secret is told once, to whoever added it, and stands on no page.
  const html = await page.content()
  expect(secrets.filter((secret) => html.includes(secret))).toEqual([])

  await page.goto('/admin/campaigns')
  const quiet = page.getByRole('region', { name: '免打扰时段' })
  await quiet.getByLabel('不发邮件和推送的时段').fill('20:00-8:00')
  await quiet.getByRole('button', { name: '保存免打扰时段' }).click()
  await expect(quiet).toContainText('现为：20:00 至次日 8:00')
  await expectAccessible(page)
  await page.goto('/admin/announcements')
  await expect(page.getByRole('checkbox', { name: /内也立即发送邮件和推送/ })).toBeVisible()
})
