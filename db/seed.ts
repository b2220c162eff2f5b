import { exampleReport } from '@/report/example'
import type { ReportKind } from '@/report/report'
import type { Role, TransitionName } from '@/report/status'
import { partAddress } from '@/report/template'
import { listYears } from '@/report/templates'
import { form2021 } from '@/report/templates/form-2021'
import type { Values } from '@/report/values'
import type { Store } from './client'
import { grant } from './permission'
import { findFiling, startReport } from './reports'
import { moveReport } from './transitions'
import { addUnit } from './units'
import { addMembership, addUser, setPassword } from './users'

/** The accounts of the demonstration; they share one password. */
export const DEMO_ACCOUNTS: readonly { name: string; unit: string; roles: readonly Role[] }[] = [
  { name: 'tianbao', unit: '淮南市人民政府办公室', roles: ['filler'] },
  { name: 'jiaoyu', unit: '淮南市教育局', roles: ['filler'] },
  { name: 'gongan', unit: '淮南市公安局', roles: ['filler'] },
  { name: 'shenhe', unit: '淮南市人民政府', roles: ['reviewer'] },
  { name: 'admin', unit: '淮南市人民政府', roles: ['admin'] }
]

const UNITS: readonly { name: string; kind: ReportKind; above?: string }[] = [
  { name: '淮南市人民政府', kind: 'government' },
  { name: '淮南市人民政府办公室', kind: 'department', above: '淮南市人民政府' },
  { name: '淮南市教育局', kind: 'department', above: '淮南市人民政府' },
  { name: '淮南市公安局', kind: 'department', above: '淮南市人民政府' },
  { name: '田家庵区人民政府', kind: 'government', above: '淮南市人民政府' }
]

/**
 * Fills an empty database with an example city: the office's report of 2019 as a draft, one bureau between last year
 * and this, one report waiting for review. `password`: the argon2id hash all accounts share; `today`: yyyy-mm-dd, decides which years are this one and the last.
 */
export async function seedDemo(store: Store, { password, today, now }: { password: string; today: string; now: Date }): Promise<void> {
  const units = new Map<string, number>()
  for (const { name, kind, above } of UNITS) {
    units.set(name, await addUnit(store, { name, kind, above: above === undefined ? null : numberOf(units, above), now }))
  }
  const users = new Map<string, number>()
  for (const { name, unit, roles } of DEMO_ACCOUNTS) {
    const user = await addUser(store, { name, password, now })
    if (user === undefined) continue
    users.set(name, user)
    await setPassword(store, user, password, false)
    for (const role of roles) await addMembership(store, { user, unit: numberOf(units, unit), role })
  }

  const start = (unit: string, year: number, by: string, values?: Values) =>
    startReport(store, { unit: { id: numberOf(units, unit), name: unit, kind: 'department' }, year, by: numberOf(users, by), now, values })
  const move = async (report: number, name: TransitionName, by: string, year: number) => {
    const filing = await findFiling(store, report)
    if (!filing) throw new Error('the demonstration moves a report before starting it')
    const day = new Date(`${year + 1}-01-20T02:00:00Z`)
    await moveReport(store, grant(name, filing, numberOf(users, by)), name, { version: filing.version, now: day < now ? day : now })
  }

  await start('淮南市人民政府办公室', 2019, 'tianbao', exampleReport.values)
  const lastYear = (listYears(today)[0] as number) - 1
  const education = await start('淮南市教育局', lastYear, 'jiaoyu', figures(lastYear, 41, 3))
  if (education !== undefined) {
    await move(education, 'submit', 'jiaoyu', lastYear)
    for (const step of ['claim', 'approve', 'publish'] as const) await move(education, step, 'shenhe', lastYear)
  }
  await start('淮南市教育局', lastYear + 1, 'jiaoyu')
  const police = await start('淮南市公安局', lastYear + 1, 'gongan', figures(lastYear + 1, 128, 9))
  if (police !== undefined) await move(police, 'submit', 'gongan', lastYear + 1)
}

function numberOf(known: ReadonlyMap<string, number>, name: string): number {
  const id = known.get(name)
  if (id === undefined) throw new Error(`the demonstration names ${name} before making it`)
  return id
}

/** A report that closes: so many requests received by natural persons, so many of them carried over. */
function figures(year: number, received: number, carriedOut: number): Values {
  const handled = received - carriedOut
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
    'disclosure/normative/valid': '37',
    'disclosure/licensing/decisions': '215',
    'disclosure/penalty/decisions': '64',
    'requests/received/person': String(received),
    'requests/granted/person': String(handled - partial - notHeld),
    'requests/partial/person': String(partial),
    'requests/not-held/person': String(notHeld),
    'requests/carried-out/person': String(carriedOut)
  }
}
