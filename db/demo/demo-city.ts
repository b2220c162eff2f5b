import type { ReportKind } from '@/report/report'
import { partAddress } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'
import type { UnitLevel } from '@/report/unit'
import type { Values } from '@/report/values'
import type { Role } from '@/report/workflow/roles'
import type { Chain } from '@/report/workflow/states'

export type DemoUnit = {
  name: string
  level: UnitLevel
  kind: ReportKind
  above?: string
  chain?: Chain
  formerName?: { name: string; until: string }
  closed?: { closedOn: string; successor: string }
}

export const CITY = '淮南市人民政府'
const DISTRICT = '田家庵区人民政府'

const bureau = (name: string, more: Partial<DemoUnit> = {}): DemoUnit => {
  return { name, level: 'department', kind: 'department', above: CITY, ...more }
}

/** The example city, superiors first. */
export const UNITS: readonly DemoUnit[] = [
  { name: CITY, level: 'city', kind: 'government' },
  bureau('淮南市人民政府办公室'),
  bureau('淮南市教育局'),
  bureau('淮南市公安局'),
  bureau('淮南市民政局', { chain: ['CHECKING', 'SECRECY', 'SIGNING'] }),
  bureau('淮南市财政局'),
  bureau('淮南市卫生健康委员会'),
  bureau('淮南市人力资源和社会保障局'),
  bureau('淮南市交通运输局'),
  bureau('淮南市市场监督管理局'),
  bureau('淮南市林业局'),
  bureau('淮南市档案馆'),
  bureau('淮南市水利局'),
  bureau('淮南市城乡建设局'),
  bureau('淮南市文化和旅游局', { formerName: { name: '淮南市文化广电新闻出版局', until: '2019-02-28' } }),
  bureau('淮南市旅游局', { closed: { closedOn: '2019-03-01', successor: '淮南市文化和旅游局' } }),
  { name: DISTRICT, level: 'county', kind: 'government', above: CITY },
  bureau('田家庵区人民政府办公室', { above: DISTRICT }),
  bureau('田家庵区教育局', { above: DISTRICT, chain: ['SIGNING'] }),
  bureau('安成镇人民政府', { level: 'town', above: DISTRICT, chain: ['CHECKING', 'SIGNING'] })
]

/** `name`: what is typed at sign-in. */
export type DemoAccount = { name: string; fullName: string; position: string; unit: string; roles: readonly Role[] }

/** The accounts of the demonstration as the sign-in page groups them; they share one password. */
export const DEMO_ACCOUNTS: readonly { title: string; accounts: readonly DemoAccount[] }[] = [
  {
    title: '填报',
    accounts: [
      { name: 'tianbao', fullName: '赵小麦', position: '科员', unit: '淮南市人民政府办公室', roles: ['filler'] },
      { name: 'jiaoyu', fullName: '钱小稻', position: '科员', unit: '淮南市教育局', roles: ['filler'] },
      { name: 'gongan', fullName: '孙小豆', position: '科员', unit: '淮南市公安局', roles: ['filler'] },
      { name: 'caizheng', fullName: '李小禾', position: '科员', unit: '淮南市财政局', roles: ['filler'] },
      { name: 'weijian', fullName: '周小粟', position: '科员', unit: '淮南市卫生健康委员会', roles: ['filler'] },
      { name: 'jiaotong', fullName: '吴小黍', position: '科员', unit: '淮南市交通运输局', roles: ['filler', 'signer'] },
      { name: 'tongyong', fullName: '郑小荞', position: '科员', unit: '淮南市人力资源和社会保障局', roles: ['filler'] }
    ]
  },
  {
    title: '单位内三步审核',
    accounts: [
      { name: 'minzheng', fullName: '王小棉', position: '科员', unit: '淮南市民政局', roles: ['filler'] },
      { name: 'chushen', fullName: '冯小麻', position: '科长', unit: '淮南市民政局', roles: ['checker'] },
      { name: 'baomi', fullName: '陈小桑', position: '保密员', unit: '淮南市民政局', roles: ['secrecy'] },
      { name: 'qianfa', fullName: '褚小茶', position: '副主任', unit: '淮南市民政局', roles: ['signer'] }
    ]
  },
  {
    title: '审核与汇总',
    accounts: [
      { name: 'shenhe', fullName: '卫小竹', position: '政务公开科科员', unit: CITY, roles: ['reviewer'] },
      { name: 'fushen', fullName: '蒋小松', position: '政务公开科科员', unit: CITY, roles: ['reviewer'] },
      { name: 'huizong', fullName: '沈小柏', position: '政务公开科科长', unit: CITY, roles: ['compiler', 'filler'] },
      { name: 'ducha', fullName: '韩小梅', position: '督查室科员', unit: CITY, roles: ['reader'] }
    ]
  },
  {
    title: '县区和乡镇',
    accounts: [
      { name: 'qushen', fullName: '杨小兰', position: '政务公开科科员', unit: DISTRICT, roles: ['reviewer', 'filler'] },
      { name: 'qujiao', fullName: '朱小菊', position: '科员', unit: '田家庵区教育局', roles: ['filler'] },
      { name: 'zhenban', fullName: '秦小荷', position: '科员', unit: '安成镇人民政府', roles: ['filler'] },
      { name: 'zhenshen', fullName: '尤小枫', position: '科长', unit: '安成镇人民政府', roles: ['checker', 'signer'] }
    ]
  },
  {
    title: '管理',
    accounts: [
      { name: 'admin', fullName: '许小榆', position: '系统管理员', unit: CITY, roles: ['admin'] },
      { name: 'quguan', fullName: '何小榕', position: '系统管理员', unit: DISTRICT, roles: ['admin'] }
    ]
  }
]

/** How the reports of the demonstration differ: requests of natural persons, and normative documents in force. */
type Figures = { received: number; carriedIn?: number; carriedOut: number; valid?: number }

/** A report whose sums hold. Each year six documents are made and two repealed. */
export function figures(year: number, { received, carriedIn = 0, carriedOut, valid = 37 }: Figures): Values {
  const handled = received + carriedIn - carriedOut
  const partial = Math.floor(handled / 6)
  const notHeld = Math.floor(handled / 3)
  const texts: Readonly<Record<string, string>> = {
    disclosure: `${year}年通过门户网站和政务新媒体公开各类信息，重点领域信息及时更新。`,
    requests: `全年收到公开申请${received}件，办结${handled}件，结转下年度办理${carriedOut}件。`,
    management: '发布前逐件审查，规范性文件集中公开并动态调整。',
    platform: '网站专栏按目录调整，新媒体账号由专人维护。',
    oversight: '纳入年度考核，开展业务培训，未发生责任追究情形。',
    problems: '政策解读的形式还不够多样，基层单位更新不够及时。今后将丰富解读方式，按季度检查更新情况。',
    'other-matters': `${year}年没有收取信息处理费。`
  }
  const parts = form2021.sections.flatMap(
    (section) => section.parts?.map((part) => [partAddress(section, part), texts[part.key] ?? ''] as const) ?? []
  )
  return {
    ...Object.fromEntries(form2021.cells.filter((cell) => cell.role === 'input').map((cell) => [cell.at, '0'])),
    ...Object.fromEntries(parts.filter(([, text]) => text)),
    'disclosure/normative/made': '6',
    'disclosure/normative/repealed': '2',
    'disclosure/normative/valid': String(valid),
    'disclosure/licensing/decisions': '215',
    'disclosure/penalty/decisions': '64',
    'requests/received/person': String(received),
    'requests/carried-in/person': String(carriedIn),
    'requests/granted/person': String(handled - partial - notHeld),
    'requests/partial/person': String(partial),
    'requests/not-held/person': String(notHeld),
    'requests/carried-out/person': String(carriedOut)
  }
}

/** The texts of an aggregate, whose numbers are sums. */
export function aggregateTexts(year: number): Values {
  const texts = Object.fromEntries(Object.entries(figures(year, { received: 0, carriedOut: 0 })).filter(([at]) => !form2021.index.has(at)))
  const at = Object.keys(texts).find((one) => one.endsWith('/requests'))
  return at ? { ...texts, [at]: '依申请公开办理情况见第三部分。' } : texts
}
