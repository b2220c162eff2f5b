import { describe, expect, it } from 'vitest'
import type { NextStep } from '@/db/workflow/next-steps'
import { tellNextStep, tellRequest } from './next-step'

const people = ['李禾', '王穗', '赵田', '钱溪'].map((name, id) => ({ id, name }))
const step: NextStep = {
  ...{ name: 'claim', role: 'reviewer', people: [], barred: [], menders: [] },
  ...{ place: { id: 7, name: '青禾县人民政府' }, isOwn: false }
}
const stuck = (more: Partial<NextStep>, user = 9) => tellNextStep({ ...step, ...more }, user)

describe('the next step in words', () => {
  it('names who is waited for, three at most', () => {
    expect(stuck({ people: people.slice(0, 2) }).words).toBe('等待主管部门审核员办理（李禾、王穗）')
    expect(stuck({ people }).words).toBe('等待主管部门审核员办理（李禾、王穗、赵田等 4 人）')
    expect(stuck({ name: 'publish', role: 'signer', people: people.slice(0, 1) }, 0)).toEqual({
      words: '等待分管领导/签发人公布（李禾）',
      isStuck: false,
      isMine: true
    })
  })

  it('says what is missing and who can mend it, with the way there for him alone', () => {
    const menders = people.slice(0, 1)
    expect(stuck({ lack: 'nobody', menders })).toMatchObject({
      words: '无人办理：“青禾县人民政府”没有主管部门审核员，请管理员 李禾 增加主管部门审核员',
      mendAt: undefined
    })
    expect(stuck({ lack: 'nobody', menders }, 0)).toMatchObject({
      words: '无人办理：“青禾县人民政府”没有主管部门审核员，请增加主管部门审核员',
      mendAt: '/admin/units/7'
    })
    expect(stuck({ lack: 'nobody' }).words).toContain('请系统维护人员增加主管部门审核员')
    expect(stuck({ lack: 'locked', role: 'signer', barred: menders, menders }).words).toBe(
      '无人办理：分管领导/签发人李禾的账号已锁定，请管理员 李禾 解锁账号，或者增加分管领导/签发人'
    )
    expect(stuck({ lack: 'own work', barred: menders, menders, isOwn: true }).words).toBe(
      '无人办理：主管部门审核员李禾参与了填报，不能审核自己填报的年报，请管理员 李禾 增加主管部门审核员，或者将审核单位改为“本单位（自行审核公布）”'
    )
  })

  it('says that who is waited for has never signed in, and who can give out another link', () => {
    const invited = people.slice(0, 1).map((one) => ({ ...one, isNew: true as const }))
    expect(stuck({ people: invited, menders: people.slice(1, 2) })).toEqual({
      words: '等待主管部门审核员办理（李禾，尚未首次登录）。登录链接失效的，请管理员 王穗 重新生成',
      isStuck: false,
      isMine: false
    })
    expect(stuck({ people: invited, menders: people.slice(1, 2) }, 1)).toMatchObject({
      words: '等待主管部门审核员办理（李禾，尚未首次登录）。登录链接失效的，请重新生成',
      mendAt: '/admin/users/0'
    })
    const reachable = people.slice(0, 1).map((one) => ({ ...one, phone: '0554-0000101' }))
    expect(stuck({ people: reachable }).words).toBe('等待主管部门审核员办理（李禾 0554-0000101）')
    expect(stuck({ people: [...invited, ...people.slice(1, 2)] }).words).toBe('等待主管部门审核员办理（李禾、王穗）')
  })

  it('tells a request with its day and reason', () =>
    expect(tellRequest({ name: 'askCorrection', by: '李禾', reason: '表三漏报一件', on: new Date('2026-03-01T02:00:00Z') })).toBe(
      '李禾 2026年3月1日申请更正：表三漏报一件'
    ))
})
