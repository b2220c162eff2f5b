import type { Role } from '@/report/workflow/roles'
import type { State } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'

/** Whose things are asked for: a report, a unit, an account and a notice of somebody else. */
export type Theirs = { report: number; unit: number; unitName: string; account: number; notice: number; year: number }

/**
 * - `open`: for everybody, signed in or not, and nothing that is not public;
 * - `own`: for everybody signed in, who sees his own;
 * - `theirs`: not there for whoever may not know of it;
 * - `report`: the same, and gives out what stands in a report;
 * - `admin`: not there for whoever administers nothing; he sees his own.
 */
export type Route = ['open' | 'own' | 'theirs' | 'report' | 'admin', (theirs: Theirs) => string]

const ofReport = (file: string): Route => ['report', ({ report }) => `/reports/${report}${file}`]

/** Every page and every file the product serves. */
export const ROUTES: Record<string, Route> = {
  '/': ['own', () => '/'],
  '/queue': ['own', ({ year }) => `/queue?state=all&year=${year}`],
  '/inbox': ['own', () => '/inbox'],
  '/inbox/unread': ['own', () => '/inbox/unread'],
  '/rules': ['own', () => '/rules'],
  '/password': ['own', () => '/password'],
  '/setup': ['own', () => '/setup'],
  '/batch': ['admin', () => '/batch'],
  '/batch/[id]/zip': ['theirs', () => '/batch/1/zip'],
  '/reports/[id]': ofReport(''),
  '/reports/[id]/review': ofReport('/review'),
  '/reports/[id]/[file=word]': ofReport('/word'),
  '/reports/[id]/[file=pdf]': ofReport('/pdf'),
  '/reports/[id]/preview': ofReport('/preview'),
  '/reports/[id]/[file=sheet]': ofReport('/sheet'),
  '/reports/[id]/[file=csv]': ofReport('/csv'),
  '/reports/[id]/[file=json]': ofReport('/json'),
  '/reports/[id]/blank': ofReport('/blank'),
  '/admin': ['admin', () => '/admin'],
  '/admin/units': ['admin', () => '/admin/units'],
  '/admin/units/[id]': ['theirs', ({ unit }) => `/admin/units/${unit}`],
  '/admin/users': ['admin', () => '/admin/users'],
  '/admin/users/[id]': ['theirs', ({ account }) => `/admin/users/${account}`],
  '/admin/roles': ['admin', () => '/admin/roles'],
  '/admin/campaigns': ['admin', ({ unit }) => `/admin/campaigns?unit=${unit}`],
  '/admin/import': ['admin', () => '/admin/import'],
  '/admin/import/template': ['admin', () => '/admin/import/template'],
  '/sign-in': ['open', () => '/sign-in'],
  '/link/[token]': ['open', () => '/link/nothing'],
  '/healthz': ['open', () => '/healthz'],
  '/readyz': ['open', () => '/readyz'],
  '/robots.txt': ['open', () => '/robots.txt'],
  '/sitemap.xml': ['open', () => '/sitemap.xml'],
  '/published': ['open', () => '/published'],
  '/published/feed.xml': ['open', () => '/published/feed.xml'],
  '/published/data': ['open', () => '/published/data'],
  '/accessibility': ['open', () => '/accessibility'],
  '/published/[...path]': ['open', ({ unit }) => `/published/${unit}`],
  '/published/[unit]/[year]/[[...revision]]': ['open', ({ unit, year }) => `/published/${unit}/${year}`],
  '/published/[unit]/[year]/[revision]/[file]': ['open', ({ unit, year }) => `/published/${unit}/${year}/1/word`],
  '/check': ['open', () => '/check'],
  '/check/[...hash]': ['open', () => `/check/${'0'.repeat(64)}`],
  '/api/[...path]': ['open', () => '/api/v2'],
  '/api/v1/openapi.json': ['open', () => '/api/v1/openapi.json'],
  '/api/v1/schema/[form]': ['open', () => '/api/v1/schema/F2021'],
  '/api/v1/reports': ['open', () => '/api/v1/reports'],
  '/api/v1/reports/[unit]/[year]/[[...revision]]': ['open', ({ unit, year }) => `/api/v1/reports/${unit}/${year}`]
}

/** What an action answers: to whoever is not signed in, to a stranger with every role elsewhere, to a reader of the same unit. */
export type Action = {
  page: (theirs: Theirs) => string
  args: (theirs: Theirs) => unknown[]
  signedOut: RegExp
  /** None: it touches only one's own. */
  stranger?: RegExp
  reader?: RegExp
}

const SIGNED_OUT = /登录已过期/
const NO_REPORT = /没有这份年报/
const NO_RIGHT = /您没有办理这一步的权限/
const ONLY = /只有.*可以办理/
const NO_UNIT = /没有这个单位/
const NO_ACCOUNT = /没有这个账号/

const onReport = (page: string, input: object): Action => ({
  page: ({ report }) => `/reports/${report}${page}`,
  args: ({ report }) => [report, input],
  signedOut: SIGNED_OUT,
  stranger: NO_REPORT,
  reader: NO_RIGHT
})
const onUnit = (...input: unknown[]): Action => ({
  page: ({ unit }) => `/admin/units/${unit}`,
  args: ({ unit }) => [unit, ...input],
  signedOut: SIGNED_OUT,
  stranger: NO_UNIT,
  reader: ONLY
})
const onAccount = (input: unknown): Action => ({
  page: ({ account }) => `/admin/users/${account}`,
  args: ({ account }) => [account, input],
  signedOut: SIGNED_OUT,
  stranger: NO_ACCOUNT,
  reader: ONLY
})
const anywhere = (page: string, args: Action['args'], answers: Omit<Action, 'page' | 'args'>): Action => ({
  page: () => page,
  args,
  ...answers
})
const ofEverybody = (page: string, args: unknown[], answer: RegExp): Action =>
  anywhere(page, () => args, { signedOut: answer, stranger: answer, reader: answer })

const kindAndLevel = { level: 'department', kind: 'department' }
const dates = { dueDepartment: '2025-01-31', dueGovernment: '2025-03-31', close: '', correctionEnd: '' }
/** Another nobody at each call: wrong passwords are counted by name. */
const wrongName = {
  get name() {
    return `nobody-${crypto.randomUUID()}`
  },
  password: 'not-the-password'
}

/** Every action, by its file and name. */
export const ACTIONS: Record<string, Action> = {
  '(desk)/actions.ts signInAgain': ofEverybody('/', [wrongName], /用户名或密码有误/),
  '(desk)/actions.ts signOut': anywhere('/', () => [], { signedOut: /sign-in/ }),
  '(desk)/actions.ts signOutEverywhere': anywhere('/', () => [], { signedOut: /sign-in/ }),
  '(desk)/actions.ts start': anywhere('/', ({ unit }) => [{ unit, year: 2023 }], {
    signedOut: SIGNED_OUT,
    stranger: /您不是该单位的填报员/,
    reader: ONLY
  }),
  '(desk)/inbox/actions.ts readOne': anywhere('/inbox', ({ notice }) => [{ notice }], {
    signedOut: SIGNED_OUT,
    stranger: /"ok":true/,
    reader: /"ok":true/
  }),
  '(desk)/inbox/actions.ts readAll': anywhere('/inbox', ({ notice }) => [{ notice }], {
    signedOut: SIGNED_OUT,
    stranger: /"ok":true/,
    reader: /"ok":true/
  }),
  '(desk)/queue/actions.ts takeStep': { ...onReport('', { name: 'excuse', version: 0, reason: '机构已撤并' }), page: () => '/queue' },
  '(desk)/queue/actions.ts approvePlain': { ...onReport('', { version: 0 }), page: () => '/queue' },
  '(desk)/queue/actions.ts excuseUnit': anywhere('/queue', ({ unit }) => [{ unit, year: 2023, reason: '机构已撤并' }], {
    signedOut: SIGNED_OUT,
    stranger: /不由您审核/,
    reader: ONLY
  }),
  '(desk)/reports/[id]/actions.ts save': onReport('', {
    saveId: 'by-hand-0001',
    cells: [{ at: 'problems', was: '', now: '改过', how: 'typed' }]
  }),
  '(desk)/reports/[id]/actions.ts explain': onReport('', { finding: 'X-14', text: '情况属实。' }),
  '(desk)/reports/[id]/actions.ts submit': onReport('', { version: 0 }),
  '(desk)/reports/[id]/actions.ts readStored': onReport('', {}),
  '(desk)/reports/[id]/review/actions.ts takeStep': onReport('/review', { name: 'submit', version: 0 }),
  '(desk)/reports/[id]/review/actions.ts comment': onReport('/review', { board: 'comments', at: 'problems', quote: '', text: '请核对。' }),
  '(desk)/reports/[id]/review/actions.ts reply': onReport('/review', { board: 'comments', thread: 1, text: '已核对。' }),
  '(desk)/reports/[id]/review/actions.ts settle': onReport('/review', { board: 'internalComments', thread: 1, isClosed: true }),
  '(desk)/reports/[id]/review/actions.ts waive': onReport('/review', { finding: 'X-14', text: '同意补报' }),
  '(desk)/reports/[id]/review/actions.ts compare': onReport('/review', { at: 'problems' }),
  '(desk)/batch/actions.ts start': anywhere('/batch', ({ year, report }) => [{ year, reports: [report], formats: ['docx'] }], {
    signedOut: SIGNED_OUT,
    stranger: /不在您的权限范围内/,
    reader: /不在您的权限范围内/
  }),
  '(desk)/batch/actions.ts follow': anywhere('/batch', () => [{}], {
    signedOut: SIGNED_OUT,
    stranger: /"batches":\[\]/,
    reader: /"batches":\[\]/
  }),
  '(desk)/batch/actions.ts cancel': anywhere('/batch', () => [{ id: '1' }], {
    signedOut: SIGNED_OUT,
    stranger: /没有这次导出/,
    reader: /没有这次导出/
  }),
  '(desk)/batch/actions.ts resume': anywhere('/batch', () => [{ id: '1' }], {
    signedOut: SIGNED_OUT,
    stranger: /没有这次导出/,
    reader: /没有这次导出/
  }),
  '(desk)/admin/users/actions.ts createAccount': anywhere(
    '/admin/users',
    ({ unit }) => [{ name: 'made-by-hand', email: '', unit, role: 'admin' }],
    { signedOut: SIGNED_OUT, stranger: /不能在该单位增加账号/, reader: ONLY }
  ),
  '(desk)/admin/users/[id]/actions.ts addRole': {
    ...onAccount(undefined),
    args: ({ account, unit }) => [account, { unit, role: 'admin' }]
  },
  '(desk)/admin/users/[id]/actions.ts removeRole': {
    ...onAccount(undefined),
    args: ({ account, unit }) => [account, { unit, role: 'filler' }]
  },
  '(desk)/admin/users/[id]/actions.ts saveEmail': onAccount({ email: 'a@example.cn' }),
  '(desk)/admin/users/[id]/actions.ts resetPassword': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts renewLink': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts signOutAccount': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts lockAccount': onAccount(true),
  '(desk)/admin/users/[id]/actions.ts closeAccount': onAccount(true),
  '(desk)/admin/units/[id]/actions.ts createUnit': onUnit({ name: '凭空新增局', ...kindAndLevel }),
  '(desk)/admin/units/[id]/actions.ts arrangeUnit': onUnit({ above: '', reviewedBy: '', ...kindAndLevel }),
  '(desk)/admin/units/[id]/actions.ts setUnitChain': onUnit({ CHECKING: '1' }),
  '(desk)/admin/units/[id]/actions.ts renameManagedUnit': onUnit({ name: '改过名字局', from: '2024-01-01' }),
  '(desk)/admin/units/[id]/actions.ts closeManagedUnit': onUnit({ closedOn: '2024-01-01', successor: '' }),
  '(desk)/admin/units/[id]/actions.ts reopenManagedUnit': onUnit({}),
  '(desk)/admin/campaigns/actions.ts saveCampaign': { ...onUnit(2024, dates), page: () => '/admin/campaigns' },
  '(desk)/admin/campaigns/actions.ts dropCampaign': { ...onUnit(2024), page: () => '/admin/campaigns' },
  '(desk)/admin/campaigns/actions.ts extendUnit': {
    ...onUnit(2024, { until: '2025-03-01', reason: '系统故障' }),
    page: () => '/admin/campaigns'
  },
  // A stranger who administers imports into his own units only; the list itself is checked beside its reader.
  '(desk)/admin/import/actions.ts importRoster': anywhere('/admin/import', () => [{ roster: 'units', file: null, writes: true }], {
    signedOut: SIGNED_OUT,
    stranger: /"ok":false/,
    reader: ONLY
  }),
  'sign-in/actions.ts signIn': ofEverybody('/sign-in', [wrongName], /用户名或密码有误/),
  'sign-in/actions.ts signInPlainly': ofEverybody('/sign-in', [null, wrongName], /提交的内容不完整/),
  'link/[token]/actions.ts signInOnce': ofEverybody('/link/nothing', ['nothing'], /该链接已使用/),
  'password/actions.ts changePassword': anywhere(
    '/password',
    () => [{ present: 'not-the-password', password: 'heliu-pingan-9', again: 'heliu-pingan-9' }],
    { signedOut: /sign-in/, stranger: /当前密码有误/, reader: /当前密码有误/ }
  ),
  'setup/actions.ts setUpUnit': anywhere('/setup', () => [{ name: '另起炉灶局', kind: 'department' }], {
    signedOut: SIGNED_OUT,
    stranger: /单位已经设置过了/,
    reader: /单位已经设置过了/
  }),
  // A stranger who administers a unit of his own has that one reviewed already.
  'setup/actions.ts inviteReviewer': anywhere('/setup', () => [{ name: '凭空邀请' }], {
    signedOut: SIGNED_OUT,
    stranger: /审核员已经设置过了/,
    reader: ONLY
  }),
  'setup/actions.ts reviewOurselves': anywhere('/setup', () => [{}], {
    signedOut: SIGNED_OUT,
    stranger: /审核员已经设置过了/,
    reader: ONLY
  }),
  'setup/actions.ts startFirst': anywhere('/setup', () => [{ year: 2018 }], {
    signedOut: SIGNED_OUT,
    stranger: /2018 年没有适用/,
    reader: ONLY
  })
}

/** Where a report may stand: each state, and those that look the same but are reached another way. */
export type Situation = State | 'DRAFT, withdrawn' | 'RETURNED inside the unit' | 'CHECKING, once more' | 'RETURNED inside, once more'

const UNIT = ['filler', 'checker', 'secrecy', 'signer'] as const
const INSIDE: readonly Role[] = [...UNIT, 'admin']
const EVERYBODY: readonly Role[] = [...INSIDE, 'reviewer', 'compiler', 'reader']

/** Who reads a report, by hand: what its unit has not handed in is its own affair, and the administrator's who decides on waivers. */
export const READERS: Record<Situation, readonly Role[]> = {
  NOT_REQUIRED: INSIDE,
  DRAFT: INSIDE,
  'DRAFT, withdrawn': INSIDE,
  CHECKING: INSIDE,
  SECRECY: INSIDE,
  SIGNING: INSIDE,
  'RETURNED inside the unit': INSIDE,
  SUBMITTED: EVERYBODY,
  IN_REVIEW: EVERYBODY,
  RETURNED: EVERYBODY,
  'CHECKING, once more': INSIDE,
  'RETURNED inside, once more': EVERYBODY,
  APPROVED: EVERYBODY,
  PUBLISHED: EVERYBODY,
  SUPERSEDED: EVERYBODY,
  WITHDRAWN: EVERYBODY
}

/** When everybody reads what was handed in; of a superseded revision the one that took its place. */
export const PUBLIC: readonly Situation[] = ['PUBLISHED', 'SUPERSEDED']

/** Whose units an export of many offers: of a superseded revision's unit, the one that took its place. */
export const EXPORTERS: Partial<Record<Situation, readonly Role[]>> = Object.fromEntries(
  ['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'SUPERSEDED'].map((situation) => [situation, ['reviewer', 'compiler', 'admin']])
)

type Rights = Partial<Record<Situation, readonly Role[]>>

const during = (situations: readonly Situation[], ...roles: Role[]): Rights =>
  Object.fromEntries(situations.map((situation) => [situation, roles]))
const DRAFTS = ['DRAFT', 'DRAFT, withdrawn'] as const
const RETURNS = ['RETURNED', 'RETURNED inside the unit', 'RETURNED inside, once more'] as const
const CHECKS = ['CHECKING', 'CHECKING, once more'] as const
const SETTLED = ['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN'] as const
const SITUATIONS = Object.keys(READERS) as Situation[]

const NOTERS: Rights = Object.fromEntries(SITUATIONS.map((one) => [one, READERS[one].filter((role) => role === 'reviewer')]))
const ASKERS: Rights = {
  ...during(CHECKS, 'checker'),
  ...during(['SECRECY'], 'secrecy'),
  ...during(['SIGNING'], 'signer'),
  ...during(['IN_REVIEW'], 'reviewer')
}
const SPEAKERS: Rights = Object.fromEntries(
  SITUATIONS.filter((one) => !SETTLED.some((settled) => settled === one)).map((one) => [one, [...UNIT, ...(NOTERS[one] ?? [])]])
)

/** Who takes which step from where. */
export const STEPS: Record<TransitionName, Rights> = {
  submit: during([...DRAFTS, ...RETURNS], 'filler'),
  pass: { ...during(CHECKS, 'checker'), ...during(['SECRECY'], 'secrecy'), ...during(['SIGNING'], 'signer') },
  sendBack: { ...during(CHECKS, 'checker'), ...during(['SECRECY'], 'secrecy'), ...during(['SIGNING'], 'signer') },
  withdraw: during([...CHECKS, 'SECRECY', 'SIGNING', 'SUBMITTED'], 'filler'),
  askWithdraw: during(['IN_REVIEW'], 'filler'),
  claim: during(['SUBMITTED'], 'reviewer'),
  release: during(['IN_REVIEW'], 'reviewer'),
  handOver: during(['IN_REVIEW'], 'reviewer'),
  return: during(['IN_REVIEW'], 'reviewer'),
  approve: during(['IN_REVIEW'], 'reviewer'),
  unapprove: during(['APPROVED'], 'reviewer'),
  publish: during(['APPROVED'], 'signer', 'reviewer'),
  askCorrection: during(['PUBLISHED', 'WITHDRAWN'], 'filler', 'signer'),
  correct: during(['PUBLISHED', 'WITHDRAWN'], 'reviewer'),
  askTakeDown: during(['PUBLISHED'], 'signer', 'reviewer'),
  takeDown: during(['PUBLISHED'], 'reviewer'),
  republish: during(['WITHDRAWN'], 'reviewer'),
  decline: during(['IN_REVIEW', 'PUBLISHED', 'WITHDRAWN', 'NOT_REQUIRED'], 'reviewer'),
  excuse: during(DRAFTS, 'reviewer'),
  askRequire: during(['NOT_REQUIRED'], 'filler'),
  require: during(['NOT_REQUIRED'], 'reviewer')
}

/**
 * What is done to one report beside its steps, by action: with what input, by whom, and what whoever may is answered. The
 * inputs change nothing even where they are allowed.
 */
export type Work = { input: object; may: Rights; answer: RegExp }

const NOWHERE = { at: 'problems', quote: '这句话不在报告里', text: '请核对。' }
const NO_PLACE = /意见所指的位置不存在|已由他人领取/
const NO_THREAD = /这条意见不存在/

export const WORKS: Record<string, Work[]> = {
  '(desk)/reports/[id]/actions.ts save': [
    {
      input: { saveId: 'by-hand-0001', cells: [{ at: 'problems', was: '没有这样的话', now: '改过', how: 'typed' }] },
      may: during([...DRAFTS, ...RETURNS], 'filler'),
      answer: /"ok":true/
    }
  ],
  // That the report is open to typing is asked by the statement that writes.
  '(desk)/reports/[id]/actions.ts explain': [
    { input: { finding: 'X-99', text: '情况属实。' }, may: during(SITUATIONS, 'filler'), answer: /该问题已不存在/ }
  ],
  '(desk)/reports/[id]/actions.ts readStored': [{ input: {}, may: during(SITUATIONS, 'filler'), answer: /"ok":true/ }],
  '(desk)/reports/[id]/review/actions.ts comment': [
    { input: { board: 'comments', ...NOWHERE }, may: ASKERS, answer: NO_PLACE },
    { input: { board: 'internalComments', ...NOWHERE }, may: NOTERS, answer: NO_PLACE }
  ],
  '(desk)/reports/[id]/review/actions.ts reply': [
    { input: { board: 'comments', thread: -1, text: '已核对。' }, may: SPEAKERS, answer: NO_THREAD },
    { input: { board: 'internalComments', thread: -1, text: '已核对。' }, may: NOTERS, answer: NO_THREAD }
  ],
  '(desk)/reports/[id]/review/actions.ts settle': [
    { input: { board: 'comments', thread: -1, isClosed: true }, may: ASKERS, answer: NO_THREAD },
    { input: { board: 'internalComments', thread: -1, isClosed: true }, may: NOTERS, answer: NO_THREAD }
  ],
  '(desk)/reports/[id]/review/actions.ts waive': [
    {
      input: { finding: 'X-99', text: '同意补报' },
      may: during(
        SITUATIONS.filter((one) => !SETTLED.some((settled) => settled === one)),
        'admin'
      ),
      answer: /该问题已不存在/
    }
  ],
  '(desk)/reports/[id]/review/actions.ts compare': [{ input: { at: 'problems' }, may: NOTERS, answer: /"likeness"/ }]
}

/** Actions on one report that take its steps, with the ones each offers. */
export const STEPPERS: Record<string, readonly TransitionName[] | 'any'> = {
  '(desk)/reports/[id]/review/actions.ts takeStep': 'any',
  '(desk)/queue/actions.ts takeStep': 'any',
  '(desk)/reports/[id]/actions.ts submit': ['submit'],
  '(desk)/queue/actions.ts approvePlain': ['claim', 'approve']
}

/** Actions on no report in particular: which roles get past the question who asks. */
export const ASKED_BY: Record<string, readonly Role[]> = {
  '(desk)/actions.ts signInAgain': EVERYBODY,
  '(desk)/actions.ts signOut': EVERYBODY,
  '(desk)/actions.ts signOutEverywhere': EVERYBODY,
  '(desk)/actions.ts start': ['filler'],
  '(desk)/inbox/actions.ts readOne': EVERYBODY,
  '(desk)/inbox/actions.ts readAll': EVERYBODY,
  '(desk)/queue/actions.ts excuseUnit': ['reviewer'],
  '(desk)/batch/actions.ts start': EVERYBODY,
  '(desk)/batch/actions.ts follow': EVERYBODY,
  '(desk)/batch/actions.ts cancel': EVERYBODY,
  '(desk)/batch/actions.ts resume': EVERYBODY,
  ...Object.fromEntries(
    Object.keys(ACTIONS)
      .filter((action) => action.startsWith('(desk)/admin/'))
      .map((action) => [action, ['admin'] as const])
  ),
  'sign-in/actions.ts signIn': EVERYBODY,
  'sign-in/actions.ts signInPlainly': EVERYBODY,
  'link/[token]/actions.ts signInOnce': EVERYBODY,
  'password/actions.ts changePassword': EVERYBODY,
  'setup/actions.ts setUpUnit': EVERYBODY,
  'setup/actions.ts inviteReviewer': ['admin'],
  'setup/actions.ts reviewOurselves': ['admin'],
  'setup/actions.ts startFirst': ['filler']
}

/** Pages for some roles only; `/batch` is for those who look after more than one unit. */
export const PAGE_ROLES: Record<string, readonly Role[]> = { '/batch': ['reviewer', 'compiler', 'admin'], '': ['admin'] }
