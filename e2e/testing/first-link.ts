import type { Page } from '@playwright/test'
import type { OwnServer } from './server'
import { alertOf, expect, expectAccessible } from './world'

export const NAME = '李禾'
export const PASSWORD = 'qingcaohe-7788'

/** Follows the first administrator's link and sets up his account, after trying each invalid input. */
export async function chooseNameAndPassword(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(page.getByRole('heading', { name: '设置用户名和密码' })).toBeVisible()
  const choose = async (name: string, password: string, again: string) => {
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('新密码', { exact: true }).fill(password)
    await page.getByLabel('再次输入新密码', { exact: true }).fill(again)
    await page.getByRole('button', { name: '保存密码' }).click()
  }
  // The rule is shown before anything is typed; all errors are shown at once.
  await expect(page.getByLabel('新密码', { exact: true })).toHaveAccessibleDescription(/^至少 8 位/)
  await choose('!', '1234567', '7654321')
  for (const fault of [/用户名至少 2 个字符/, /新密码至少 8 位/, /新密码不能全是数字/, /容易被猜到/, /两次输入的新密码不一致/])
    await expect(alertOf(page)).toHaveText(fault)
  await expectAccessible(page)
  await choose(NAME, PASSWORD, PASSWORD)
}

/** The one-time link that the first start prints; empty if there is none. */
export const linkIn = ({ printed }: OwnServer): string => /http:\/\/127\.0\.0\.1:\d+\/link\/\S+/.exec(printed)?.[0] ?? ''
