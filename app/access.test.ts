import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, setPassword } from '@/db/people/users'
import { readReport } from '@/db/reports/reports'
import { openFiling } from '@/db/testing/steps'
import { ACTIONS, ROUTES, type Theirs } from '@/e2e/testing/access-table'
import { ASKED_BY, EXPORTERS, PAGE_ROLES, PUBLIC, READERS, type Situation, STEPPERS, STEPS, WORKS } from '@/e2e/testing/rights-table'
import { bringTo, HANDED_IN, isArrived, UNSENT } from '@/e2e/testing/situations'
import { OWN_ROLES, ROLES, type Role } from '@/report/workflow/roles'
import type { TransitionName } from '@/report/workflow/transitions'
import { buildFonts } from '@/scripts/fonts.mjs'
import { openSharedStore } from '@/server/base/store'
import { wordsOf } from '@/server/testing/drawn-words'
import { openSessionOf } from '@/server/testing/session'

/** Who asks: the cookie of a session. Next itself is not there; the gate, the session and the database are the real ones. */
const asking = vi.hoisted(() => ({ token: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => ({ value: asking.token }), set: () => undefined, delete: () => undefined }),
  headers: async () => new Headers()
}))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

const REPORTS = Object.keys(READERS) as Situation[]
const WHO = [...ROLES, 'stranger'] as const
type Who = (typeof WHO)[number]

const folder = mkdtempSync(join(tmpdir(), 'access-'))
let store: Store
let city: number
const people = new Map<Who | 'colleague', number>()
const tokens = new Map<Who, string>()
const reports = new Map<Situation, Theirs>()

beforeAll(buildFonts)
beforeAll(async () => {
  process.env.DATA_DIR = folder
  process.env.DATABASE_URL = ''
  store = await openSharedStore()
  const now = new Date()
  city = await addUnit(store, { name: '午市人民政府', kind: 'government', above: null, now })
  const elsewhere = await addUnit(store, { name: '未市人民政府', kind: 'government', above: null, now })
  for (const who of [...WHO, 'colleague'] as const) {
    const user = (await addUser(store, { name: who, password: null, now })) as number
    await setPassword(store, user, 'no hash at all', false)
    people.set(who, user)
    if (who === 'colleague') await addMembership(store, { user, unit: city, role: 'reviewer' })
    else tokens.set(who, await openSessionOf(store, user))
    if (who === 'stranger') for (const role of ROLES) await addMembership(store, { user, unit: elsewhere, role })
    else if (who !== 'colleague' && !OWN_ROLES.includes(who)) await addMembership(store, { user, unit: city, role: who })
  }
  for (const situation of REPORTS) reports.set(situation, await bringTo(situation, { store, city, idOf }))
}, 180_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const idOf = (who: Who | 'colleague') => people.get(who) as number

/** Files of app/ whose name fits, with their paths below it. */
const listFiles = (name: RegExp) =>
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => name.test(path))

const routeOf = (file: string) =>
  `/${file
    .split('/')
    .slice(0, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`

/** `[file=word]` asks the route `[file]` for one of its files. */
const withoutValues = (route: string) => route.replace(/=\w+\]/, ']')

/** The file that answers each address. */
const FILES = new Map(listFiles(/(^|\/)(page\.tsx|route\.tsx?)$/).map((file) => [routeOf(file), file]))

function listActions(): string[] {
  return listFiles(/\.tsx?$/).flatMap((file) => {
    const source = readFileSync(`app/${file}`, 'utf8')
    if (!/^\s*['"]use server['"]/m.test(source)) return []
    return [...source.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(([, name]) => `${file} ${name}`)
  })
}

/** The parameters an address gives to the route that answers it. */
function paramsOf(route: string, path: string) {
  const parts = path.split('/')
  return Object.fromEntries(
    route.split('/').flatMap((part, i) => {
      const [, dots, name] = /^\[{1,2}(\.{3})?(\w+)\]{1,2}$/.exec(part) ?? []
      if (!name) return []
      return [[name, dots ? (parts.length > i ? parts.slice(i) : undefined) : parts[i]]]
    })
  )
}

type Answer = { status: number; text: string }

/** Everything a page hands to what draws it, or a file holds, as text; or what is answered instead. */
async function ask(who: Who | 'nobody', route: string, address: string): Promise<Answer> {
  asking.token = tokens.get(who as Who) ?? ''
  const url = new URL(address, 'http://127.0.0.1')
  const params = Promise.resolve(paramsOf(withoutValues(route), url.pathname))
  const module = await import(/* @vite-ignore */ `./${FILES.get(withoutValues(route))}`)
  return settle(async () => {
    if (module.default) {
      const page: unknown = await module.default({ params, searchParams: Promise.resolve(Object.fromEntries(url.searchParams)) })
      return { status: 200, text: wordsOf(page) }
    }
    const response: Response = await module.GET(new NextRequest(url), { params })
    return { status: response.status, text: await response.text() }
  })
}

/** What Next makes of what its notFound and redirect throw. */
async function settle<T>(work: () => Promise<T>): Promise<T | Answer> {
  try {
    return await work()
  } catch (error) {
    const digest = String((error as { digest?: unknown }).digest)
    if (digest.startsWith('NEXT_REDIRECT')) return { status: 307, text: digest }
    if (digest.endsWith(';404')) return { status: 404, text: '' }
    throw error
  }
}

async function call(who: Who, action: string, ...args: unknown[]): Promise<string> {
  asking.token = tokens.get(who) ?? ''
  const [file, name] = action.split(' ') as [string, string]
  const module = await import(/* @vite-ignore */ `./${file}`)
  return JSON.stringify(await settle(() => module[name](...args)))
}

const mayBe = (rights: Partial<Record<Situation, readonly Role[]>>, situation: Situation, who: Who) =>
  who !== 'stranger' && (rights[situation] ?? []).includes(who)

it('every page, file and action stands in the table', () => {
  expect([...new Set(Object.keys(ROUTES).map(withoutValues))].sort()).toEqual([...FILES.keys()].sort())
  expect([...Object.keys(WORKS), ...Object.keys(STEPPERS), ...Object.keys(ASKED_BY)].sort()).toEqual(listActions().sort())
  expect(Object.keys(ACTIONS).sort()).toEqual(listActions().sort())
})

/** Typeset files go through the same function as the others; they are made for one who sees all and one who sees what was handed in. */
const isCostly = (route: string) => /[/=](pdf|preview|sheet)\]?$/.test(route)
const TWO: readonly Who[] = ['checker', 'reader']

const isOfUnit = (who: Who) => who !== 'stranger' && (OWN_ROLES.includes(who) || who === 'admin')

REPORTS.forEach((situation, i) => {
  describe(`of a report that is ${situation}`, { tags: i % 3 === 0 ? [] : ['wide'] }, () => {
    const theirs = () => reports.get(situation) as Theirs

    it.each(WHO)('pages and files give %s what he may read and nothing else', async (who) => {
      const reads = mayBe(READERS, situation, who)
      const isTypedSince = /^RETURNED(?! inside the unit)|once more/.test(situation)
      const shown = reads && isOfUnit(who) && (isTypedSince || !isArrived(situation)) ? UNSENT : HANDED_IN
      for (const [route, [kind, path]] of Object.entries(ROUTES)) {
        if (kind !== 'report' || (reads && isCostly(route) && !TWO.includes(who))) continue
        const [place, { status, text }] = [`${route} for ${who}`, await ask(who, route, path(theirs()))]
        // Whoever had to do with it is told where it is now; nobody else that there is anything.
        const isTold = !reads && who !== 'stranger' && text.includes(`/moved?report=${theirs().report};`)
        const found = isTold || (route === '/reports/[id]' && who !== 'filler') ? 307 : 200
        expect([place, status]).toEqual([place, reads || isTold ? found : 404])
        if (shown !== UNSENT) expect([place, text.includes(UNSENT)]).toEqual([place, false])
        if (reads && /[/=](review|json)\]?$/.test(route)) expect([place, text.includes(shown)]).toEqual([place, true])
      }
    })

    it.each(WHO)('actions let %s do what he may and nothing else', async (who) => {
      const { report } = theirs()
      const look = async () => {
        const filing = await openFiling(store, report)
        return { ...filing, savedOn: 0, values: (await readReport(store, filing)).values }
      }
      const before = await look()
      for (const [action, works] of Object.entries(WORKS))
        for (const { input, may, answer } of works) {
          const said = await call(who, action, report, input)
          const place = `${action} ${JSON.stringify(input)} for ${who}`
          if (mayBe(may, situation, who)) expect(said, place).toMatch(answer)
          else expect(said, place).toMatch(who === 'stranger' ? /没有这份年报/ : /没有办理这一步的权限|不能再修改/)
          if (!isOfUnit(who)) expect(said, place).not.toContain(UNSENT)
        }
      for (const [action, offered] of Object.entries(STEPPERS))
        for (const name of Object.keys(STEPS) as TransitionName[]) {
          if (offered !== 'any' && !offered.includes(name)) continue
          const may = mayBe(STEPS[name], situation, who)
          // Whoever may decides on a version that is not there; whoever may not decides on the right one.
          const input = { name, version: may ? -1 : before.version, reason: '请核对数字', changeNote: '更正数字' }
          const said = await call(who, action, report, input)
          expect(said, `${action} ${name} for ${who}`).toMatch(may && offered === 'any' ? /"why":"moved"/ : /"ok":false/)
        }
      expect(await look()).toEqual(before)
    })
  })
})

it.each(REPORTS)('what is open to everybody tells nothing of a report that is %s unless it is public', async (situation) => {
  for (const [route, [kind, path]] of Object.entries(ROUTES)) {
    if (kind !== 'open') continue
    const { text } = await ask('nobody', route, path(reports.get(situation) as Theirs))
    expect([route, text.includes(UNSENT)]).toEqual([route, false])
    if (!PUBLIC.includes(situation)) expect([route, text.includes(HANDED_IN)]).toEqual([route, false])
  }
})

describe.each(WHO)('%s', (who) => {
  it('gets pages on no report in particular only with the role they want, and nothing in them that was not handed in', async () => {
    const [theirs] = reports.values()
    for (const [route, [kind, path]] of Object.entries(ROUTES)) {
      if (kind === 'report' || kind === 'open') continue
      const { status, text } = await ask(who, route, path(theirs as Theirs))
      const place = `${route} for ${who}`
      const wanted = PAGE_ROLES[route] ?? PAGE_ROLES['']
      if (kind === 'admin' && who !== 'stranger') expect([place, status !== 404]).toEqual([place, wanted?.includes(who)])
      if (!isOfUnit(who)) expect([place, text.includes(UNSENT)]).toEqual([place, false])
    }
  })

  it('is offered for an export of many what he may take along', async () => {
    const { text } = await ask(who, '/batch', '/batch?year=2024')
    const offered = REPORTS.filter((situation) => text.includes(`${reports.get(situation)?.unitName} `))
    expect(offered).toEqual(REPORTS.filter((situation) => mayBe(EXPORTERS, situation, who)))
  })

  it('gets past the question who asks only with the role an action wants', async () => {
    for (const [action, roles] of Object.entries(ASKED_BY)) {
      if (who === 'stranger' || /signOut|signIn/.test(action)) continue
      // Nothing in it is well formed, so that whoever gets past the question gets no further.
      const said = await call(who, action, undefined, undefined)
      expect([action, /只有.*可以办理/.test(said)]).toEqual([action, !roles.includes(who)])
    }
  })
})
