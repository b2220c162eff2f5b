import { describe, expect, it } from 'vitest'
import { judgePassword } from './judge-password'

const owner = { name: 'lihe', units: ['青禾县教育局'] }
const judge = (password: string) => judgePassword(password, owner)

describe('a new password', () => {
  it.each([
    ['password', /常用的密码/],
    ['P@ssw0rd', /常用的密码/],
    ['admin123', /常用的密码/],
    ['11112222', /不能全是数字/],
    ['12345678', /不能全是数字/],
    ['5201314', /不能全是数字/],
    ['13812345678', /不能全是数字/],
    ['19850412', /不能全是数字/],
    ['woaini1314', /常用的密码/],
    ['a123456', /常用的密码/],
    ['qwe123456', /常用的密码/],
    ['Aa123456', /常用的密码/],
    ['1qaz2wsx', /常用的密码/],
    ['zhengfu2024', /年份/],
    ['Zhengfu@2024', /常用的密码/],
    ['gongkai123', /连续的字母或数字/],
    ['nianbao2019', /年份/],
    ['zhang19900101', /日期/],
    ['zhangwei1990', /年份/],
    ['lihua19851203', /日期/],
    ['wangxiaoming88', /姓名/],
    ['青禾县教育局2024', /不能包含单位名称/],
    ['lihe-langmanhua-42', /不能包含用户名/],
    ['LIHE-langmanhua-42', /不能包含用户名/]
  ])('%s is refused with words that say why', async (password, why) => {
    expect((await judge(password)).join('；')).toMatch(why)
  })

  it.each([
    'qingcaohe-7788',
    'heliu-pingan-9',
    'langmanhua-42',
    'xiaohe-liushui-renjia',
    'correct horse battery',
    'k7mq2xfp9wva',
    'k7mq2xfp',
    '小河边的柳树发芽'
  ])('%s is taken', async (password) => {
    expect(await judge(password)).toEqual([])
  })

  it('hears of all its faults at once', async () => {
    const faults = await judgePassword('1234', { name: '1234', units: [] })
    expect(faults).toEqual(['新密码至少 8 位', '新密码不能全是数字', '新密码不能包含用户名', expect.stringContaining('新密码容易被猜到')])
  })

  it('is not judged by more than its beginning, however long it is', async () => {
    expect(await judge('a'.repeat(201))).toEqual(['新密码最多 200 位', expect.stringContaining('重复的字符')])
  })
})
