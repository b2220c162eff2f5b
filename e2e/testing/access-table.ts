import type { Theirs } from './access-routes'

export { ROUTES, type Theirs } from './access-routes'

/** The answers of an action: signed out, to a stranger with every role in other units, to a reader of the same unit. */
export type Action = {
  page: (theirs: Theirs) => string
  args: (theirs: Theirs) => unknown[]
  signedOut: RegExp
  /** None: the action changes only what belongs to the person who calls it. */
  stranger?: RegExp
  reader?: RegExp
}

const SIGNED_OUT = /登录已过期/
const NO_REPORT = /没有这份年报/
const NO_RIGHT = /您没有办理这一步的权限/
const ONLY = /只有.*可以办理/
const NO_UNIT = /没有这个单位/
const NO_FILE = /没有这个文件/
const NO_ACCOUNT = /没有这个账号/
const NO_GATEWAY = /没有这个推送网关/

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

const onNotice = anywhere('/inbox', ({ notice }) => [{ notice }], {
  signedOut: SIGNED_OUT,
  stranger: /"ok":true/,
  reader: /"ok":true/
})
const profile = { fullName: '周小禾', position: '', officePhone: '', mobile: '', email: 'a@example.cn' }
const kindAndLevel = { level: 'department', kind: 'department' }
const NO_DETAILS = { creditCode: '', address: '', columnLink: '', precedence: '', openedOn: '' }
const onChange = anywhere(
  '/admin/units/change',
  ({ unit }) => [{ kind: 'stop', units: [unit], successors: [], day: '2024-01-01', document: '', ends: true, lastYear: 2099, grants: [] }],
  { signedOut: SIGNED_OUT, stranger: NO_UNIT, reader: ONLY }
)
const dates = {
  ...{ dueDepartment: '2025-01-31', closeDepartment: '', correctionEndDepartment: '' },
  ...{ dueGovernment: '2025-03-31', closeGovernment: '', correctionEndGovernment: '' }
}
const task = { ...dates, issue: '0', notice: '', excuses: '', 'level-department': 'on', 'kind-department': 'on' }
/** A new unknown name at each call, because wrong passwords are counted by name. */
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
    reader: /您不是该单位的填报员/
  }),
  '(desk)/applications/actions.ts askExtension': anywhere(
    '/applications',
    ({ unit }) => [{ owed: `${unit} 2023`, until: '2099-01-01', reason: '系统故障' }],
    { signedOut: SIGNED_OUT, stranger: /不需要延期/, reader: ONLY }
  ),
  '(desk)/applications/actions.ts askWaiver': { ...onReport('', { finding: 'X-14', reason: '情况属实' }), page: () => '/applications' },
  '(desk)/applications/actions.ts grantWaiver': { ...onReport('', { finding: 'X-14', text: '情况属实' }), page: () => '/applications' },
  '(desk)/applications/actions.ts grantExtension': {
    ...onUnit(2024, { until: '2025-03-01', reason: '系统故障' }),
    page: () => '/applications'
  },
  '(desk)/applications/actions.ts endApplication': anywhere('/applications', () => [1, { reason: '理由不足' }], {
    signedOut: SIGNED_OUT,
    stranger: /已经答复/,
    reader: /已经答复/
  }),
  '(desk)/inbox/actions.ts readOne': onNotice,
  '(desk)/inbox/actions.ts readAll': onNotice,
  '(desk)/queue/actions.ts takeStep': { ...onReport('', { name: 'excuse', version: 0, reason: '机构已撤并' }), page: () => '/queue' },
  '(desk)/queue/actions.ts approvePlain': { ...onReport('', { version: 0 }), page: () => '/queue' },
  '(desk)/queue/actions.ts publishOne': { ...onReport('', { version: 0 }), page: () => '/queue' },
  '(desk)/queue/actions.ts excuseUnit': anywhere('/queue', ({ unit }) => [{ unit, year: 2023, reason: '机构已撤并' }], {
    signedOut: SIGNED_OUT,
    stranger: /不由您审核/,
    reader: ONLY
  }),
  '(desk)/queue/chase/actions.ts sendChase': anywhere(
    '/queue/chase',
    ({ unit }) => [{ year: 2023, units: [unit], words: '', again: false }],
    {
      signedOut: SIGNED_OUT,
      stranger: /不由您审核/,
      reader: ONLY
    }
  ),
  '(desk)/reports/[id]/actions.ts save': onReport('', {
    saveId: 'by-hand-0001',
    cells: [{ at: 'problems', was: '', now: '改过', how: 'typed' }]
  }),
  '(desk)/reports/[id]/actions.ts explain': onReport('', { finding: 'X-14', text: '情况属实。' }),
  '(desk)/reports/[id]/actions.ts submit': onReport('', { version: 0 }),
  '(desk)/reports/[id]/actions.ts readStored': onReport('', {}),
  '(desk)/reports/[id]/actions.ts importPast': onReport('', { source: -1, year: 2020, values: {} }),
  '(desk)/reports/[id]/review/actions.ts takeStep': onReport('/review', { name: 'submit', version: 0 }),
  '(desk)/reports/[id]/review/actions.ts comment': onReport('/review', { board: 'comments', at: 'problems', quote: '', text: '请核对。' }),
  '(desk)/reports/[id]/review/actions.ts reply': onReport('/review', { board: 'comments', thread: 1, text: '已核对。' }),
  '(desk)/reports/[id]/review/actions.ts settle': onReport('/review', { board: 'internalComments', thread: 1, isClosed: true }),
  '(desk)/reports/[id]/review/actions.ts waive': onReport('/review', { finding: 'X-14', text: '同意补报' }),
  '(desk)/reports/[id]/review/actions.ts saveImprint': onReport('/review', {
    number: '',
    signer: '',
    date: '2025-01-16',
    copies: '',
    isSealed: false,
    isPublic: false
  }),
  '(desk)/reports/[id]/review/actions.ts compare': onReport('/review', { at: 'problems' }),
  '(desk)/reports/[id]/sum/actions.ts takeSums': onReport('', {}),
  '(desk)/reports/[id]/sum/actions.ts adjust': onReport('', { at: 'problems', was: '', amount: '1', reason: '联合发文' }),
  '(desk)/reports/[id]/sum/actions.ts unadjust': onReport('', { id: -1 }),
  '(desk)/queue/chase/actions.ts declareAbsent': anywhere('/queue/chase', ({ unit }) => [{ unit, year: 2023, reason: '机构已撤并' }], {
    signedOut: SIGNED_OUT,
    stranger: /不由您审核/,
    reader: ONLY
  }),
  '(desk)/import/actions.ts decide': anywhere('/import', () => [{ file: -1, at: 'problems', text: null }], {
    signedOut: SIGNED_OUT,
    stranger: NO_FILE,
    reader: NO_FILE
  }),
  '(desk)/import/actions.ts doubts': anywhere('/import', () => [{}], {
    signedOut: SIGNED_OUT,
    stranger: /"doubts":\[\]/,
    reader: /"doubts":\[\]/
  }),
  '(desk)/import/actions.ts look': anywhere('/import', () => [{ file: -1, at: 'problems' }], {
    signedOut: SIGNED_OUT,
    stranger: NO_FILE,
    reader: NO_FILE
  }),
  '(desk)/import/actions.ts place': anywhere('/import', ({ unit, year }) => [{ file: -1, unit, year }], {
    signedOut: SIGNED_OUT,
    stranger: /您不能导入这个单位的年报/,
    reader: /您不能导入这个单位的年报/
  }),
  '(desk)/import/actions.ts take': anywhere('/import', () => [{ files: [-1] }], {
    signedOut: SIGNED_OUT,
    stranger: /"taken":0/,
    reader: /"taken":0/
  }),
  // It touches only one's own.
  '(desk)/import/actions.ts remove': anywhere('/import', () => [{ files: [-1] }], { signedOut: SIGNED_OUT }),
  '(desk)/statistics/actions.ts keep': anywhere('/statistics', ({ year }) => [{ from: year, to: year, counting: 'approved' }], {
    signedOut: SIGNED_OUT,
    stranger: /"ok":true/,
    reader: /"ok":true/
  }),
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
  '(desk)/profile/actions.ts saveOwnProfile': anywhere('/profile', () => [profile], {
    signedOut: SIGNED_OUT,
    stranger: /"ok":true/,
    reader: /"ok":true/
  }),
  '(desk)/admin/users/actions.ts createAccount': anywhere(
    '/admin/users',
    ({ unit }) => [{ ...profile, name: 'made-by-hand', unit, role: 'admin' }],
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
  '(desk)/admin/users/[id]/actions.ts saveProfile': onAccount(profile),
  '(desk)/admin/users/[id]/actions.ts handOver': onAccount({ heir: '1' }),
  '(desk)/admin/users/[id]/actions.ts resetPassword': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts renewLink': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts signOutAccount': onAccount({}),
  '(desk)/admin/users/[id]/actions.ts lockAccount': onAccount(true),
  '(desk)/admin/users/[id]/actions.ts closeAccount': onAccount(true),
  '(desk)/admin/units/[id]/actions.ts createUnit': onUnit({ name: '凭空新增局', ...kindAndLevel }),
  '(desk)/admin/units/[id]/actions.ts arrangeUnit': onUnit({ above: '', reviewedBy: '', ...kindAndLevel }),
  '(desk)/admin/units/[id]/actions.ts setUnitChain': onUnit({ CHECKING: '1' }),
  '(desk)/admin/units/[id]/actions.ts renameManagedUnit': onUnit({ name: '改过名字局', from: '2024-01-01', document: '' }),
  '(desk)/admin/units/[id]/actions.ts describeManagedUnit': onUnit({ ...NO_DETAILS, address: '人民路 1 号' }),
  '(desk)/admin/units/change/actions.ts previewChange': onChange,
  '(desk)/admin/units/change/actions.ts makeManagedChange': onChange,
  '(desk)/admin/units/change/actions.ts undoManagedChange': anywhere('/admin/units/change', () => [{ change: 1 }], {
    signedOut: SIGNED_OUT,
    stranger: /没有这项变更/,
    reader: ONLY
  }),
  '(desk)/admin/units/[id]/actions.ts closeManagedUnit': onUnit({ closedOn: '2024-01-01', document: '' }),
  '(desk)/admin/units/[id]/actions.ts reopenManagedUnit': onUnit({}),
  '(desk)/admin/tasks/actions.ts previewTask': { ...onUnit(2024, task), page: () => '/admin/tasks' },
  '(desk)/admin/tasks/actions.ts issueTask': { ...onUnit(2024, { ...task, shown: '' }), page: () => '/admin/tasks' },
  '(desk)/admin/campaigns/actions.ts saveCampaign': { ...onUnit(2024, dates), page: () => '/admin/campaigns' },
  '(desk)/admin/units/edit/actions.ts editUnits': anywhere('/admin/units/edit', ({ unit }) => [{ [`unit-${unit}`]: 'on', level: 'town' }], {
    signedOut: SIGNED_OUT,
    stranger: NO_UNIT,
    reader: ONLY
  }),
  '(desk)/admin/campaigns/actions.ts saveQuietHours': { ...onUnit({ hours: '20:00-8:00' }), page: () => '/admin/campaigns' },
  '(desk)/admin/tasks/actions.ts detachFile': { ...onUnit(2024, 1), page: () => '/admin/tasks' },
  // No file can be sent by hand: the permission is refused before what is sent is looked at.
  '(desk)/admin/tasks/actions.ts attachFile': {
    ...onUnit(2024, null),
    page: () => '/admin/tasks',
    stranger: /"ok":false/
  },
  '(desk)/admin/announcements/actions.ts addWebhook': anywhere(
    '/admin/announcements',
    ({ unit }) => [{ unit: String(unit), name: '政务微信', url: 'https://gateway.example.gov.cn/in', secret: '' }],
    { signedOut: SIGNED_OUT, stranger: NO_UNIT, reader: ONLY }
  ),
  '(desk)/admin/announcements/actions.ts saveWebhook': anywhere(
    '/admin/announcements',
    () => [-1, { name: '政务微信', url: 'https://gateway.example.gov.cn/in', secret: '' }],
    { signedOut: SIGNED_OUT, stranger: NO_GATEWAY, reader: ONLY }
  ),
  '(desk)/admin/announcements/actions.ts switchWebhook': anywhere('/admin/announcements', () => [{ webhook: -1, isOn: true }], {
    signedOut: SIGNED_OUT,
    stranger: NO_GATEWAY,
    reader: ONLY
  }),
  '(desk)/admin/announcements/actions.ts testWebhook': anywhere('/admin/announcements', () => [{ webhook: -1 }], {
    signedOut: SIGNED_OUT,
    stranger: NO_GATEWAY,
    reader: ONLY
  }),
  '(desk)/admin/campaigns/actions.ts saveSchedule': { ...onUnit({ days: '7,3' }), page: () => '/admin/campaigns' },
  '(desk)/admin/announcements/actions.ts announce': anywhere(
    '/admin/announcements',
    ({ unit }) => [{ unit: String(unit), text: '请按时报送' }],
    { signedOut: SIGNED_OUT, stranger: NO_UNIT, reader: ONLY }
  ),
  '(desk)/admin/campaigns/actions.ts dropCampaign': { ...onUnit(2024), page: () => '/admin/campaigns' },
  '(desk)/admin/campaigns/actions.ts extendUnit': {
    ...onUnit(2024, { until: '2025-03-01', reason: '系统故障' }),
    page: () => '/admin/campaigns'
  },
  // A stranger who is an administrator imports into his own units only; the list itself is tested with its reader.
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
  // A stranger who administers another unit already has a reviewing unit for that one.
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
