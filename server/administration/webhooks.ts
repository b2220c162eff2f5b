import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addTestPush, addWebhook, findWebhook, updateWebhook, type Webhook } from '@/db/messages/webhooks'
import { env } from '@/server/base/env'
import { type Done, done, type Managing, type ManagingUnit, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'
import { findGateway } from '@/server/run/gateway-address'

const name = z.string().trim().min(2, '请填写名称，至少 2 个字').max(40, '名称最多 40 字')
const NO_ADDRESS = '应为 https://gateway.example.gov.cn/nianbao 这样的网址'
const url = z
  .url({ protocol: /^https?$/, error: NO_ADDRESS })
  .max(500, '网址太长')
  .refine(
    (address) => URL.canParse(address) && new URL(address).username === '' && new URL(address).password === '',
    '网址里不要写用户名和密码'
  )
const secret = z.union([z.literal(''), z.string().trim().min(16, '密钥至少 16 个字符').max(200, '密钥最多 200 个字符')], {
  error: '密钥应为 16 至 200 个字符'
})

/** 推送网关 as it is typed; an empty secret: a new one is made, or the old one stays. */
export const webhookFields = z.object({ name, url, secret })
export const webhookChange = webhookFields.extend({ webhook: z.int() })

/** Adds a gateway for everybody in a unit and below; a secret nobody typed is told this once. */
export async function saveNewWebhook(
  { store, unit, user, now }: ManagingUnit,
  given: z.output<typeof webhookFields>
): Promise<Done | Refusal> {
  if (await isForbidden(given.url)) return REFUSED_INSIDE
  const made = given.secret === '' ? randomBytes(24).toString('base64url') : undefined
  await addWebhook(store, { ...given, secret: made ?? given.secret, unit: unit.id, isOn: true, by: user.id, on: now })
  const told = made ? `密钥：${made}（只显示这一次，请交给网关的维护人员）` : ''
  return done(`已增加“${given.name}”，适用于“${unit.name}”及其下级单位的人员。${told}`)
}

/** Changes name, address and, where one was typed, the secret. */
export async function saveWebhook(managing: Managing, { webhook, ...given }: z.output<typeof webhookChange>): Promise<Done | Refusal> {
  const found = await findOwn(managing, webhook)
  if (!found) return NO_WEBHOOK
  if (await isForbidden(given.url)) return REFUSED_INSIDE
  const { secret: typed, ...rest } = given
  await updateWebhook(managing.store, webhook, typed === '' ? rest : given)
  return done(`已保存“${given.name}”${typed === '' ? '，密钥不变' : ''}`)
}

export const webhookSwitch = z.object({ webhook: z.int(), isOn: z.boolean() })

/** 启用 or 停用; what waits while it is off goes out once it is on again, if it is not too old by then. */
export async function switchWebhook(managing: Managing, { webhook, isOn }: z.output<typeof webhookSwitch>): Promise<Done | Refusal> {
  const found = await findOwn(managing, webhook)
  if (!found) return NO_WEBHOOK
  await updateWebhook(managing.store, webhook, { isOn })
  return done(`已${isOn ? '启用' : '停用'}“${found.name}”`)
}

export const webhookTest = z.object({ webhook: z.int() })

/** Sends a notice to oneself through one gateway: by the outbox, like every other, so that the log tells what came of it. */
export async function testWebhook(managing: Managing, { webhook }: z.output<typeof webhookTest>): Promise<Done | Refusal> {
  const { store, user, now } = managing
  const found = await findOwn(managing, webhook)
  if (!found) return NO_WEBHOOK
  if (!found.isOn) return refuse('已停用的网关不发送，请先启用')
  await addTestPush(store, { webhook, user: user.id, text: `推送网关“${found.name}”的测试消息`, now })
  return done('已交付发送，约半分钟后刷新本页，在推送记录里看结果')
}

const REFUSED_INSIDE = refuse(
  '这个网址指向本机或内网，消息不会推送到那里。网关确实在内网的，请系统运维人员先把它的主机名写入服务器设置 WEBHOOK_INSIDE',
  'url'
)

const PATIENCE_MS = 2000

/** Whether an address lies inside as far as is known now: a name that does not answer is tried again whenever something is sent. */
async function isForbidden(url: string): Promise<boolean> {
  const found = findGateway(new URL(url), env().WEBHOOK_INSIDE).then(
    (gateway) => gateway.isForbidden,
    () => false
  )
  const waited = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
  return Promise.race([found, waited])
}

const NO_WEBHOOK = refuse('没有这个推送网关，请刷新页面')

async function findOwn({ store, units }: Managing, id: number): Promise<Webhook | undefined> {
  const found = await findWebhook(store, id)
  return found && units.has(found.unit) ? found : undefined
}
