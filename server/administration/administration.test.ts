import { describe, expect, it } from 'vitest'
import { listWebhooks } from '@/db/messages/webhooks'
import { findCampaign } from '@/db/people/campaigns'
import { listQuietHours } from '@/db/people/schedules'
import { addUnit, findUnit, listUnitsBelow } from '@/db/people/units'
import { addMembership, addUser, findAccount, findCredentials } from '@/db/people/users'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { openFile } from '@/db/testing/stores'
import { statutoryCampaign } from '@/report/workflow/deadline'
import type { Role } from '@/report/workflow/roles'
import { email } from '@/server/base/fields'
import type { Managing } from '@/server/gate/administration'
import { verifyPassword } from '@/server/gate/password'
import {
  addRole,
  closeAccount,
  closing,
  createAccount,
  handOver,
  heirField,
  heldRole,
  lockAccount,
  removeRole,
  renewLink
} from './accounts'
import { campaign, dropCampaign, extendUnit, saveCampaign } from './campaigns'
import { quietHours, saveQuietHours } from './schedules'
import { findUnreviewed, inviteReviewer, reviewOurselves, setUpUnit, startFirst } from './set-up'
import { arrangeUnit, closeManagedUnit, createUnit, renameManagedUnit, reopenManagedUnit, setUnitChain } from './units'
import { saveNewWebhook, saveWebhook, switchWebhook, testWebhook, webhookFields } from './webhooks'

const now = new Date('2026-01-20T02:00:00Z')
const store = await openOwnStore()
let count = 0

/** Somebody with roles in one unit, as the gate lets him through. */
async function pass(unit: number | undefined, ...roles: Role[]) {
  const name = `甲${++count}`
  const id = (await addUser(store, { name, password: null, now })) as number
  const memberships = roles.map((role) => ({ unit: unit as number, role }))
  for (const one of memberships) await addMembership(store, { user: id, ...one })
  return { store, now, user: { id, name, fullName: '李禾', mustChangePassword: false, memberships } }
}

async function manage(unit: number): Promise<Managing> {
  const units = new Map((await listUnitsBelow(store, [unit])).map((one) => [one.id, one]))
  return { ...(await pass(unit, 'admin')), units }
}

/** A city, a bureau and an office under it; `of`: one of them as its administrator's action gets it. */
async function newCity() {
  const add = (name: string, above: number | null) =>
    addUnit(store, { name: `${name}${++count}`, kind: above ? 'department' : 'government', above, now })
  const city = await add('甲市', null)
  const bureau = await add('甲局', city)
  const office = await add('甲所', bureau)
  const of = async (unit: number, administers = city) => {
    const managing = await manage(administers)
    return { ...managing, unit: managing.units.get(unit) as NonNullable<Awaited<ReturnType<typeof findUnit>>> }
  }
  return { city, bureau, office, of }
}

const refused = (error: RegExp | string, field?: string) => ({
  ok: false,
  error: typeof error === 'string' ? error : expect.stringMatching(error),
  field
})

describe('units', () => {
  const plain = { level: 'department', kind: 'department' } as const

  it('hang where the administrator above says, never below themselves', async () => {
    const { city, bureau, office, of } = await newCity()
    expect(await arrangeUnit(await of(bureau), { ...plain, above: office })).toEqual(refused(/上级单位不能是本单位/, 'above'))
    expect(await arrangeUnit(await of(bureau, bureau), { ...plain, above: city })).toEqual(refused(/由上级单位的管理员办理/))
    expect(await arrangeUnit(await of(office), { ...plain, above: city, reviewedBy: bureau })).toEqual({ ok: true, says: '已保存' })
    expect(await findUnit(store, office)).toMatchObject({ above: city, reviewedBy: bureau })
  })

  it('take the steps of their chain in the order of the workflow', async () => {
    const { bureau, of } = await newCity()
    expect(await setUnitChain(await of(bureau), { SIGNING: '1', CHECKING: '1' })).toEqual({ ok: true, says: '已保存：初审 → 签发 → 报送' })
    expect(await findUnit(store, bureau)).toMatchObject({ chain: ['CHECKING', 'SIGNING'] })
  })

  it('are renamed as of a day that has come', async () => {
    const { bureau, of } = await newCity()
    const plainly = { document: '' }
    expect(await renameManagedUnit(await of(bureau), { ...plainly, name: '乙局', from: '2026-02-01' })).toEqual(
      refused(/不能晚于今天/, 'from')
    )
    expect(await renameManagedUnit(await of(bureau), { ...plainly, name: '乙局', from: '2026-01-20' })).toMatchObject({ ok: true })
    expect(await renameManagedUnit(await of(bureau), { ...plainly, name: '丙局', from: '2025-12-01' })).toEqual(
      refused(/要在它之后/, 'from')
    )
  })

  it('close from below upwards and open again from above downwards', async () => {
    const { bureau, office, of } = await newCity()
    const on = { closedOn: '2026-01-01', document: '' }
    expect(await closeManagedUnit(await of(bureau), on)).toEqual(refused(/下级单位尚未关闭：甲所/))
    for (const unit of [office, bureau]) expect(await closeManagedUnit(await of(unit), on)).toMatchObject({ ok: true })
    expect(await createUnit(await of(bureau), { name: '丁所', ...plain })).toEqual(refused(/上级单位已关闭/))
    expect(await reopenManagedUnit(await of(office))).toEqual(refused(/请先恢复它/))
    for (const unit of [bureau, office]) expect(await reopenManagedUnit(await of(unit))).toEqual({ ok: true, says: '已恢复' })
  })
})

const profile = { fullName: '周小禾', position: null, officePhone: null, mobile: null, email: null }

describe('accounts', () => {
  it('get a first password that is told once, in an open unit of one’s own', async () => {
    const { city, bureau } = await newCity()
    const managing = await manage(city)
    const name = `乙${++count}`
    const made = await createAccount(managing, { ...profile, name, unit: bureau, role: 'filler' })
    const password = made.ok ? (/：(\w+)（/.exec(made.says)?.[1] ?? '') : ''
    expect(await verifyPassword((await findCredentials(store, name))?.password, password)).toBe(true)
    expect(await createAccount(managing, { ...profile, name, unit: bureau, role: 'filler' })).toEqual(refused(/已被使用/, 'name'))
    expect(await createAccount(managing, { ...profile, name: '丙', unit: 0, role: 'filler' })).toEqual(
      refused(/不能在该单位增加账号/, 'unit')
    )
  })

  it('keep one role, and an administrator keeps his own access', async () => {
    const { city, bureau } = await newCity()
    const managing = await manage(city)
    const { user } = await pass(bureau, 'filler')
    const account = (await findAccount(store, user.id)) as NonNullable<Awaited<ReturnType<typeof findAccount>>>
    expect(await removeRole(managing, heldRole.parse({ account: user.id, unit: bureau, role: 'filler' }))).toEqual(
      refused(/至少保留一个角色/)
    )
    expect(await addRole({ ...managing, account }, { unit: bureau, role: 'signer' })).toMatchObject({ ok: true })
    expect(await removeRole(managing, heldRole.parse({ account: user.id, unit: bureau, role: 'filler' }))).toMatchObject({ ok: true })
    const own = (await findAccount(store, managing.user.id)) as typeof account
    expect(await lockAccount({ ...managing, account: own }, true)).toEqual(refused(/自己的账号/))
    expect(await closeAccount({ ...managing, account: own }, closing.parse({ isClosed: true }))).toEqual(refused(/自己的账号/))
    expect(await lockAccount({ ...managing, account }, true)).toEqual({ ok: true, says: '已锁定' })
    expect(await renewLink({ ...managing, account: { ...account, isNew: false } })).toEqual(refused(/请重置密码/))
  })

  it('are closed, handed over and lose a role only with what is left undone said in words and sent back', async () => {
    const { city, bureau } = await newCity()
    const managing = await manage(city)
    const accountOf = async (id: number) => {
      const account = (await findAccount(store, id)) as NonNullable<Awaited<ReturnType<typeof findAccount>>>
      return { ...managing, account }
    }
    const { user: clerk } = await pass(bureau, 'filler', 'reader')
    const { user: chief } = await pass(city, 'reviewer')
    await owe(store, city, 2025, now)
    const name = (await findUnit(store, bureau))?.name
    const asks = `“${name}”将没有填报员，2025 年年报没有人填报，退回和催报也没有人收到。请先安排人员接任，没有人接任仍要办理的再确认`
    const refusal = { ok: false, error: `没有办理：${asks}`, asks }
    const close = async (knowing?: string) => closeAccount(await accountOf(clerk.id), closing.parse({ isClosed: true, knowing }))
    const role = { account: clerk.id, unit: bureau, role: 'filler' }
    expect(await close()).toEqual(refusal)
    expect(await close('别的')).toEqual(refusal)
    expect(await removeRole(managing, heldRole.parse(role))).toEqual(refusal)
    expect(await findAccount(store, clerk.id)).toMatchObject({ closed: false, memberships: [{}, {}] })
    const handed = await handOver(await accountOf(clerk.id), heirField.parse({ heir: chief.id }))
    expect(handed).toMatchObject({ ok: false, asks: expect.stringMatching(/主管部门审核员将只有 甲\d+ 一人，不能办理自己填报的年报/) })
    expect(await removeRole(managing, heldRole.parse({ ...role, knowing: asks }))).toEqual({ ok: true, says: '已取消' })
    // Nobody is missed a second time.
    expect(await close()).toEqual({ ok: true, says: '已停用' })
    const gone = await closeAccount(await accountOf(chief.id), closing.parse({ isClosed: true }))
    expect(gone).toMatchObject({ asks: expect.stringMatching(/^“甲市\d+”将没有主管部门审核员，\d 个单位的 2025 年年报没有人审核/) })
  })
})

describe('the dates of a year', () => {
  const dates = { year: 2025, ...statutoryCampaign(2025) }

  it('follow one another, and are never later than those above', async () => {
    const { city, bureau, of } = await newCity()
    expect(campaign.safeParse({ ...dates, closeDepartment: '', year: 1999 }).success).toBe(false)
    expect(await saveCampaign(await of(city), { ...dates, dueDepartment: '2025-12-01' })).toEqual(refused(/在次年报送/, 'dueDepartment'))
    expect(await saveCampaign(await of(city), { ...dates, closeGovernment: '2026-02-01' })).toEqual(
      refused(/^政府关闭报送不能早于政府报送截止 2026年3月31日 24:00$/, 'closeGovernment')
    )
    // Each kind of unit has an order of its own: what is early for one is not for the other.
    const own = { ...dates, closeDepartment: '2026-02-10', closeGovernment: '2026-04-10', correctionEndDepartment: '2026-02-20' }
    expect(await saveCampaign(await of(city), { ...own, correctionEndGovernment: '2026-02-20' })).toEqual(
      refused(/^政府更正截止不能早于政府关闭报送 2026年4月10日 24:00$/, 'correctionEndGovernment')
    )
    expect(await saveCampaign(await of(city), own)).toMatchObject({ ok: true })
    const later = { ...own, closeDepartment: '2026-02-11' }
    expect(await saveCampaign(await of(bureau, bureau), later)).toEqual(refused(/部门关闭报送不能晚于上级的/, 'closeDepartment'))
    expect(await saveCampaign(await of(bureau), later)).toMatchObject({ ok: true })
    expect(await dropCampaign(await of(bureau), 2025)).toMatchObject({ ok: true })
    expect(await findCampaign(store, bureau, 2025)).toMatchObject({ closeDepartment: '2026-02-10', closeGovernment: '2026-04-10' })
  })

  it('are extended from above, with a reason, beyond the deadline', async () => {
    const { bureau, of } = await newCity()
    const more = { year: 2025, until: '2026-05-10', reason: '系统故障，经批准' }
    expect(await extendUnit(await of(bureau, bureau), more)).toEqual(refused(/由上级单位的管理员办理/))
    expect(await extendUnit(await of(bureau), { ...more, reason: '' })).toEqual(refused(/请写明理由/, 'reason'))
    expect(await extendUnit(await of(bureau), { ...more, until: '2026-01-02' })).toEqual(refused(/延期要晚于/, 'until'))
    expect(await extendUnit(await of(bureau), more)).toMatchObject({ ok: true })
  })
})

describe('the first run', () => {
  it('sets up one unit, one way of reviewing and the first report', async () => {
    const first = await openFile()
    const id = (await addUser(first, { name: '李禾', password: null, now })) as number
    const passed = {
      store: first,
      now,
      user: { id, name: '李禾', fullName: '李禾', mustChangePassword: false, memberships: [] as { unit: number; role: Role }[] }
    }
    expect(await startFirst(passed, { year: 2024 })).toEqual(refused('请先设置单位'))
    expect(await setUpUnit(passed, { name: '青禾县教育局', kind: 'department' })).toEqual({ ok: true })
    expect(await setUpUnit(passed, { name: '青禾县民政局', kind: 'department' })).toEqual(refused(/已经设置过了/))
    passed.user.memberships = (['admin', 'filler'] as const).map((role) => ({ unit: 1, role }))
    expect(await findUnreviewed(first, passed.user)).toMatchObject({ name: '青禾县教育局' })
    expect(await inviteReviewer(passed, { name: '王穗' })).toMatchObject({ ok: true, path: expect.stringMatching(/^\/link\/[\w-]{43}$/) })
    expect(await reviewOurselves(passed)).toEqual(refused(/审核员已经设置过了/))
    expect(await startFirst(passed, { year: 1990 })).toEqual(refused(/1990 年没有适用/))
    expect(await startFirst(passed, { year: 2024, example: '1' })).toMatchObject({ ok: true })
    await first.close()
  })
})

describe('messages', () => {
  it('have no address that could carry a second header', () => {
    const fits = (given: string) => email.safeParse(given).success
    expect(['a@example.cn', 'a@example.cn\nBcc: b@example.cn', 'a@example.cn\r\n', 'a@example.cn, b@example.cn'].map(fits)).toEqual([
      true,
      false,
      false,
      false
    ])
  })

  it('wait for the end of the quiet hours of the nearest unit that set any', async () => {
    const { city, bureau, office, of } = await newCity()
    const save = async (unit: number, hours: string) => saveQuietHours(await of(unit), quietHours.parse({ hours }))
    expect(await save(city, '20:00-8:00')).toMatchObject({ ok: true, says: '已保存：20:00 至次日 8:00' })
    for (const hours of ['八点', '20-20', '25-8', '20:30-8:00']) expect(await save(city, hours)).toEqual(refused(/整点/, 'hours'))
    expect(await save(bureau, '不设')).toMatchObject({ ok: true })
    const quiet = async () => [...(await listQuietHours(store, [city, bureau, office])).keys()]
    expect(await quiet()).toEqual([city])
    expect(await save(bureau, '')).toMatchObject({ ok: true })
    expect((await quiet()).sort()).toEqual([city, bureau, office].sort())
  })

  it('go through gateways whose secret is told once or never, and which only those who manage their unit change', async () => {
    const { city, bureau, of } = await newCity()
    const [chief, low] = [await of(city), await of(bureau, bureau)]
    const given = { name: '政务微信', url: 'https://gateway.example.gov.cn/in', secret: '' }
    const faultOf = (more: object) => webhookFields.safeParse({ ...given, ...more }).error?.issues[0]?.message
    expect([faultOf({ url: 'ftp://x.cn' }), faultOf({ url: 'https://a:b@x.cn/' }), faultOf({ secret: 'short' })]).toEqual([
      expect.stringContaining('这样的网址'),
      '网址里不要写用户名和密码',
      expect.stringContaining('16')
    ])
    // An address inside is refused where it is typed, by name too, and not only when something is sent.
    for (const url of ['http://127.0.0.1:9/in', 'https://localhost/in', 'http://192.168.3.4/in'])
      expect(await saveNewWebhook(chief, webhookFields.parse({ ...given, url }))).toEqual(refused(/指向本机或内网/, 'url'))
    const added = await saveNewWebhook(chief, webhookFields.parse(given))
    const [webhook] = await listWebhooks(store, [city])
    const id = webhook?.id ?? 0
    expect(added).toMatchObject({ says: expect.stringContaining(`密钥：${webhook?.secret}`) })
    expect(webhook?.secret.length).toBeGreaterThan(30)
    const renamed = { webhook: id, name: '短信', url: given.url, secret: '' }
    expect(await saveWebhook(low, renamed)).toEqual(refused(/没有这个推送网关/))
    expect(await switchWebhook(low, { webhook: id, isOn: false })).toEqual(refused(/没有这个推送网关/))
    expect(await saveWebhook(chief, { ...renamed, url: 'http://10.0.0.7/in' })).toEqual(refused(/指向本机或内网/, 'url'))
    expect(await saveWebhook(chief, renamed)).toMatchObject({ says: '已保存“短信”，密钥不变' })
    expect(await switchWebhook(chief, { webhook: id, isOn: false })).toMatchObject({ ok: true })
    expect(await testWebhook(chief, { webhook: id })).toEqual(refused(/请先启用/))
    expect(await listWebhooks(store, [city])).toMatchObject([{ name: '短信', isOn: false, secret: webhook?.secret }])
  })
})
