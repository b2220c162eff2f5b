import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Unit } from '@/db/people/units'
import { MOST_ROSTER_BYTES, readRows } from '@/server/files/read-rows'
import { readAccounts } from './roster-accounts'
import { readUnits } from './roster-units'
import { makeRosterWorkbook } from './testing/roster-workbook'

const now = new Date('2020-01-15T02:00:00.000Z')
const NO_DETAILS = { creditCode: null, address: null, columnLink: null, precedence: null, openedOn: null }
const unit = (id: number, name: string, more: Partial<Unit> = {}): Unit => ({
  ...NO_DETAILS,
  onPaper: false,
  id,
  name,
  level: 'city',
  kind: 'government',
  above: null,
  reviewedBy: null,
  chain: [],
  lastYear: null,
  closedOn: null,
  successor: null,
  ...more
})
const KNOWN = [
  unit(1, '甲市人民政府'),
  unit(2, '甲市文化和旅游局'),
  unit(3, '甲市旅游局', { closedOn: '2019-01-31' }),
  unit(4, '双名局'),
  unit(5, '双名局')
]
const FORMER = [{ unit: 2, name: '甲市文化局' }]
const rowsOf = (csv: string) => readRows(new TextEncoder().encode(csv))
const unitsOf = (csv: string) => readUnits(rowsOf(csv), KNOWN, FORMER, now)
const accountsOf = (csv: string) => readAccounts(rowsOf(csv), KNOWN, FORMER)

/** A workbook as Excel writes it: texts shared, numbers plain, an empty row left out. */
function workbook(sheet: string, shared: string[] = []): Uint8Array {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': '<workbook><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}

describe('a list of units', () => {
  it('is read in any order of columns and lines, superiors first', () => {
    const { faults, units, reviewers } = unitsOf(
      [
        '\ufeff上级单位,单位名称,级别,报告类型,审核单位,审核步骤',
        '乙县人民政府,乙县教育局,部门,,乙县人民政府办公室,"初审，签发"',
        '',
        '甲市人民政府,乙县人民政府,县级,政府汇总,,',
        '乙县人民政府,乙县人民政府办公室,部门,本级/部门,,'
      ].join('\r\n')
    )
    expect(faults).toEqual([])
    expect(units.map(({ name, level, kind, above, chain }) => [name, level, kind, above, chain])).toEqual([
      ['乙县人民政府', 'county', 'government', 1, []],
      ['乙县教育局', 'department', 'department', '乙县人民政府', ['CHECKING', 'SIGNING']],
      ['乙县人民政府办公室', 'department', 'department', '乙县人民政府', []]
    ])
    expect(reviewers).toEqual([{ unit: '乙县教育局', reviewedBy: '乙县人民政府办公室' }])
  })

  it('tells of each unit its code, address, page, place among its equals and first day, and what is wrong with them', () => {
    const head = '单位名称,级别,上级单位,统一社会信用代码,地址,公开专栏,排序号,成立日期'
    expect(
      unitsOf(`${head}\n甲市教育局,部门,甲市人民政府,１１３40400mb0000000a,人民路1号,https://a.example.cn/x,10,2019-03-01`)
    ).toMatchObject({
      faults: [],
      units: [
        {
          creditCode: '11340400MB0000000A',
          address: '人民路1号',
          columnLink: 'https://a.example.cn/x',
          precedence: 10,
          openedOn: '2019-03-01'
        }
      ]
    })
    expect(unitsOf(`${head}\n甲市教育局,部门,甲市人民政府,,,,,`).units[0]).toMatchObject(NO_DETAILS)
    const { faults } = unitsOf(`${head}\n甲市教育局,部门,甲市人民政府,11340400MB00000001,,javascript:alert(1),第一,3月1日`)
    expect(faults.map(({ says }) => says.slice(0, 8))).toEqual([
      '统一社会信用代码',
      '网址格式有误，如',
      '排序号为 0 至',
      '日期格式有误，如'
    ])
  })

  it('may be read twice: what is there already below the same superior is left out, elsewhere it is a fault', () => {
    const known = [...KNOWN, unit(6, '甲市教育局', { above: 1 })]
    const read = (above: string) =>
      readUnits(rowsOf(`单位名称,级别,上级单位\n甲市教育局,部门,${above}\n甲市体育局,部门,甲市教育局`), known, FORMER, now)
    expect(read('甲市人民政府')).toMatchObject({ faults: [], known: 1, units: [{ name: '甲市体育局', above: 6 }] })
    expect(read('甲市文化和旅游局').faults).toEqual([{ line: 2, says: '单位“甲市教育局”已存在' }])
  })

  it('says of every bad line what to mend, by the number a spreadsheet shows, and yields nothing', () => {
    const { faults, units } = unitsOf(
      [
        '单位名称,级别,报告类型,上级单位,审核单位,审核步骤',
        '甲市教育局,部门,,甲市人民政府,,',
        '甲市教育局,部门,,甲市人民政府,,',
        '甲市文化和旅游局,部门,,甲市人民政府,,',
        '甲市体育局,局,,甲市文化局,,',
        '甲市统计局,部门,月报,没有的单位,,终审',
        '',
        '甲市科技局,,,,,',
        '=1+1,部门,,双名局,甲市旅游局,'
      ].join('\n')
    )
    expect(units).toEqual([])
    expect(faults.map(({ line, says }) => `${line} ${says}`)).toEqual([
      '3 与第 2 行重复',
      '4 单位“甲市文化和旅游局”已存在',
      '5 级别“局”有误，应为省、市、县区、部门、乡镇街道',
      '5 上级单位“甲市文化局”已改名为“甲市文化和旅游局”',
      '6 报告类型“月报”有误，应为本级/部门或政府汇总',
      '6 没有找到上级单位“没有的单位”',
      '6 审核步骤“终审”有误，应为初审、保密审查、签发',
      '8 未填写“级别”“上级单位”',
      '9 单位名称要以文字开头',
      '9 有 2 个单位都叫“双名局”，不能确定是哪一个',
      '9 审核单位“甲市旅游局”已关闭'
    ])
  })

  it('is refused where units hang on one another in a circle, or where it is no list of units', () => {
    const circle = unitsOf('单位名称,级别,上级单位\n子局,部门,丑局\n丑局,部门,子局')
    expect(circle.faults.map(({ line }) => line)).toEqual([2, 3])
    expect(circle.units).toEqual([])
    expect(unitsOf('用户名,单位\na,b').faults).toEqual([{ line: 1, says: '标题行缺少“单位名称”“级别”“上级单位”，请使用模板' }])
    expect(unitsOf('单位名称,级别,上级单位,备注\na,b,c,d').faults).toEqual([{ line: 1, says: '模板中没有“备注”列，请删去该列' }])
    expect(unitsOf('单位名称,级别,上级单位\n,,').faults).toEqual([{ line: 1, says: '标题行下面没有内容' }])
    expect(unitsOf('').faults).toHaveLength(1)
  })
})

describe('a list of accounts', () => {
  it('gives one account several roles in several units', () => {
    const { faults, accounts } = accountsOf(
      '用户名,姓名,职务,办公电话,手机,邮箱,单位,角色\njia,周小禾,科长,0554-6641234,,jia@example.cn,甲市人民政府,主管部门审核员、汇总员\nyi,林一,,,,,甲市文化和旅游局,签发人\njia,周小禾,,,13900001111,,甲市文化和旅游局,只读\n'
    )
    expect(faults).toEqual([])
    expect(accounts).toEqual([
      {
        name: 'jia',
        fullName: '周小禾',
        position: '科长',
        officePhone: '0554-6641234',
        mobile: '13900001111',
        email: 'jia@example.cn',
        memberships: [
          { unit: 1, role: 'reviewer' },
          { unit: 1, role: 'compiler' },
          { unit: 2, role: 'reader' }
        ]
      },
      {
        name: 'yi',
        fullName: '林一',
        position: null,
        officePhone: null,
        mobile: null,
        email: null,
        memberships: [{ unit: 2, role: 'signer' }]
      }
    ])
  })

  it('says of every bad line what to mend, and yields nothing', () => {
    const { faults, accounts } = accountsOf(
      '用户名,姓名,办公电话,邮箱,单位,角色\n-x,周小禾,,,甲市人民政府,填报员\nyi,林一,电话,不是邮箱,甲市旅游局,审核员\nbing,王二,,a@example.cn,甲市人民政府,填报员\nbing,王三,,b@example.cn,甲市人民政府,只读\nding,,,,甲市人民政府,只读'
    )
    expect(accounts).toEqual([])
    expect(faults.map(({ line, says }) => `${line} ${says.slice(0, 16)}`)).toEqual([
      '2 用户名只能用文字、字母、数字和 ',
      '3 单位“甲市旅游局”已关闭',
      '3 角色“审核员”有误，应为填报员、',
      '3 电话格式有误，如 0554-66',
      '3 邮箱格式有误，如 name@ex',
      '5 用户“bing”的姓名与第 4 ',
      '5 用户“bing”的邮箱与第 4 ',
      '6 未填写“姓名”'
    ])
  })
})

describe('a file', () => {
  const rows = [
    ['用户名', '单位'],
    ['甲', '甲市“教育”局, 本级']
  ]

  it('may be UTF-8 with or without its mark, UTF-16 or GBK, with commas or tabs', () => {
    const csv = '用户名,单位\r\n甲,"甲市“教育”局, 本级"\r\n'
    // What spreadsheets in Chinese write where they say CSV.
    const gbk = new Uint8Array([
      0xd3, 0xc3, 0xbb, 0xa7, 0xc3, 0xfb, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0x0d, 0x0a, 0xbc, 0xd7, 0x2c, 0xbc, 0xd7, 0xca, 0xd0, 0x0d, 0x0a
    ])
    expect(rowsOf(csv)).toEqual(rows)
    expect(rowsOf(`\ufeff${csv}`).map(([first]) => first?.replace('\ufeff', ''))).toEqual(['用户名', '甲'])
    const tabs = '\ufeff用户名\t单位\n甲\t"甲市“教育”局, 本级"\n'
    expect(readRows(new Uint8Array(new Uint16Array([...tabs].map((one) => one.charCodeAt(0))).buffer))).toEqual(rows)
    expect(readRows(gbk)).toEqual([
      ['用户名', '单位'],
      ['甲', '甲市']
    ])
  })

  it('may be an .xlsx, whose rows keep their numbers', () => {
    const cells = (row: number, ...texts: string[]) => `<row r="${row}">${texts.join('')}</row>`
    const sheet =
      cells(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="inlineStr"><is><t>单位</t></is></c>') +
      cells(4, '<c r="A4"><v>2024</v></c>', '<c r="B4" t="s"><v>1</v></c>')
    expect(readRows(workbook(sheet, ['用户名', '甲市&amp;乙市']))).toEqual([
      ['用户名', '单位'],
      ['', ''],
      ['', ''],
      ['2024', '甲市&乙市']
    ])
  })

  it('may be one of several sheets of a workbook, found by its heading', () => {
    const [units, accounts] = [
      ['单位名称', '级别', '上级单位'],
      ['用户名', '姓名', '单位', '角色']
    ]
    const file = makeRosterWorkbook({
      说明: [['填表说明']],
      单位: [units, ['甲局', '部门', '甲市']],
      账号: [accounts, ['a', '李禾', '甲局', '填报员']]
    })
    expect(readRows(file, units)[1]).toEqual(['甲局', '部门', '甲市'])
    expect(readRows(file, accounts)[1]).toEqual(['a', '李禾', '甲局', '填报员'])
    // What has the heading of neither is read as before, and refused for its heading.
    expect(readRows(file, ['没有的列'])).toEqual([['填表说明']])
  })

  it('is stopped early when it is hostile, broken or something else', () => {
    const refusals: [Uint8Array, RegExp][] = [
      [new Uint8Array(MOST_ROSTER_BYTES + 1), /^文件过大/],
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /旧版 \.xls/],
      [new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x00]), /不是 CSV/],
      [new Uint8Array([0x81, 0x20, 0xff]), /文字编码无法识别/],
      [strToU8('用户名,单位\n"甲,乙'), /引号不成对/],
      [strToU8(`用户名\n"${'长'.repeat(12_000)}"`), /内容过长/],
      [strToU8(`用户名\n${'甲\n'.repeat(20_001)}`), /最多导入 20000 行/],
      [zipSync({ 'a.txt': strToU8('文字') }), /不是 Excel/],
      [zipSync({ '_rels/.rels': strToU8(' '.repeat(40_000_000)) }), /解压后过大/],
      [workbook('<!DOCTYPE x [<!ENTITY a "aaaa">]>'), /DTD/],
      [workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), /过大/],
      [workbook('').subarray(0, 200), /已损坏/]
    ]
    for (const [file, says] of refusals) expect(() => readRows(file)).toThrow(says)
  })
})
