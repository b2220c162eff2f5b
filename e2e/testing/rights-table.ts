import type { Role } from '@/report/workflow/roles'
import type { State } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'
import { ACTIONS } from './access-table'

/** The situations of a report: each state, and variants that look the same but are reached in another way. */
export type Situation = State | 'DRAFT, withdrawn' | 'RETURNED inside the unit' | 'CHECKING, once more' | 'RETURNED inside, once more'

const UNIT = ['filler', 'checker', 'secrecy', 'signer'] as const
const INSIDE: readonly Role[] = [...UNIT, 'admin']
const EVERYBODY: readonly Role[] = [...INSIDE, 'reviewer', 'compiler', 'reader']

/** Who may read a report, written by hand: before it is handed in, only its unit and the administrator, who decides on waivers. */
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
  WITHDRAWN: EVERYBODY,
  IMPORTED: EVERYBODY
}

/** The situations in which everybody reads what was handed in; for a superseded revision, the one that replaced it. */
export const PUBLIC: readonly Situation[] = ['PUBLISHED', 'SUPERSEDED']

/** The situations in which an export of many offers the unit; for a superseded revision, the one that replaced it. */
export const EXPORTERS: Partial<Record<Situation, readonly Role[]>> = Object.fromEntries(
  ['SUBMITTED', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'SUPERSEDED'].map((situation) => [situation, ['reviewer', 'compiler', 'admin']])
)

type Rights = Partial<Record<Situation, readonly Role[]>>

const during = (situations: readonly Situation[], ...roles: Role[]): Rights =>
  Object.fromEntries(situations.map((situation) => [situation, roles]))
const DRAFTS = ['DRAFT', 'DRAFT, withdrawn'] as const
const RETURNS = ['RETURNED', 'RETURNED inside the unit', 'RETURNED inside, once more'] as const
const CHECKS = ['CHECKING', 'CHECKING, once more'] as const
const SETTLED = ['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN', 'IMPORTED'] as const
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

/** Who may take which step in which situation. */
export const STEPS: Record<TransitionName, Rights> = {
  submit: during([...DRAFTS, ...RETURNS], 'filler'),
  pass: { ...during(CHECKS, 'checker'), ...during(['SECRECY'], 'secrecy'), ...during(['SIGNING'], 'signer') },
  sendBack: { ...during(CHECKS, 'checker'), ...during(['SECRECY'], 'secrecy'), ...during(['SIGNING'], 'signer') },
  withdraw: during([...CHECKS, 'SECRECY', 'SIGNING', 'SUBMITTED'], 'filler'),
  askWithdraw: during(['IN_REVIEW', 'APPROVED'], 'filler'),
  claim: during(['SUBMITTED'], 'reviewer'),
  release: during(['IN_REVIEW'], 'reviewer'),
  handOver: during(['IN_REVIEW'], 'reviewer'),
  return: during(['IN_REVIEW'], 'reviewer'),
  approve: during(['IN_REVIEW'], 'reviewer'),
  unapprove: during(['APPROVED'], 'reviewer'),
  publish: during(['APPROVED', 'IMPORTED'], 'signer', 'reviewer'),
  askCorrection: during(['PUBLISHED', 'WITHDRAWN'], 'filler', 'signer'),
  correct: during(['PUBLISHED', 'WITHDRAWN'], 'reviewer'),
  askTakeDown: during(['PUBLISHED'], 'signer', 'reviewer'),
  takeDown: during(['PUBLISHED'], 'reviewer'),
  republish: during(['WITHDRAWN'], 'reviewer'),
  decline: during(['IN_REVIEW', 'APPROVED', 'PUBLISHED', 'WITHDRAWN', 'NOT_REQUIRED'], 'reviewer'),
  excuse: during(DRAFTS, 'reviewer'),
  askRequire: during(['NOT_REQUIRED'], 'filler'),
  require: during(['NOT_REQUIRED'], 'reviewer')
}

/**
 * Actions on one report that are no steps: the input, who may call them, and the answer they get. The inputs change nothing even
 * where the action is allowed.
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
  // Whether the report may be filled in is checked by the statement that writes.
  '(desk)/reports/[id]/actions.ts explain': [
    { input: { finding: 'X-99', text: '情况属实。' }, may: during(SITUATIONS, 'filler'), answer: /该问题已不存在/ }
  ],
  '(desk)/reports/[id]/actions.ts readStored': [{ input: {}, may: during(SITUATIONS, 'filler'), answer: /"ok":true/ }],
  '(desk)/reports/[id]/actions.ts importPast': [
    { input: { source: -1, year: 2020, values: {} }, may: during(SITUATIONS, 'filler'), answer: /不属于本年报/ }
  ],
  // The reports of these tests add up nobody; whether sums may be taken is checked by the statement that writes.
  '(desk)/reports/[id]/sum/actions.ts takeSums': [
    { input: {}, may: during(SITUATIONS, 'filler'), answer: /没有可以汇总的成员单位|不能再修改/ }
  ],
  '(desk)/reports/[id]/sum/actions.ts adjust': [
    {
      input: { at: 'problems', was: '', amount: '1', reason: '联合发文' },
      may: during(SITUATIONS, 'filler'),
      answer: /请调整其中的格|不能再修改/
    }
  ],
  '(desk)/reports/[id]/sum/actions.ts unadjust': [{ input: { id: -1 }, may: during(SITUATIONS, 'filler'), answer: /已撤销|不能再修改/ }],
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
  '(desk)/applications/actions.ts grantWaiver': [
    {
      input: { finding: 'X-99', text: '同意补报' },
      may: during(
        SITUATIONS.filter((one) => !SETTLED.some((settled) => settled === one)),
        'admin'
      ),
      answer: /该问题已不存在/
    }
  ],
  '(desk)/applications/actions.ts askWaiver': [
    { input: { finding: 'X-99', reason: '情况属实' }, may: during(SITUATIONS, 'filler'), answer: /该问题已不存在/ }
  ],
  '(desk)/reports/[id]/review/actions.ts saveImprint': [
    {
      input: { number: '', signer: '', date: '2025-01-16', copies: '', isSealed: false, isPublic: false },
      may: during(
        SITUATIONS.filter((one) => one !== 'NOT_REQUIRED' && !SETTLED.some((settled) => settled === one)),
        'filler',
        'signer'
      ),
      answer: /"ok":true/
    }
  ],
  '(desk)/reports/[id]/review/actions.ts compare': [{ input: { at: 'problems' }, may: NOTERS, answer: /"likeness"/ }]
}

/** Actions on one report that take its steps, with the steps each can take. */
export const STEPPERS: Record<string, readonly TransitionName[] | 'any'> = {
  '(desk)/reports/[id]/review/actions.ts takeStep': 'any',
  '(desk)/queue/actions.ts takeStep': 'any',
  '(desk)/reports/[id]/actions.ts submit': ['submit'],
  '(desk)/queue/actions.ts approvePlain': ['claim', 'approve'],
  '(desk)/queue/actions.ts publishOne': ['publish']
}

/** Actions that concern no single report: which roles pass the permission check. */
export const ASKED_BY: Record<string, readonly Role[]> = {
  '(desk)/actions.ts signInAgain': EVERYBODY,
  '(desk)/actions.ts signOut': EVERYBODY,
  '(desk)/actions.ts signOutEverywhere': EVERYBODY,
  '(desk)/actions.ts start': EVERYBODY,
  '(desk)/applications/actions.ts askExtension': ['filler'],
  '(desk)/applications/actions.ts endApplication': EVERYBODY,
  '(desk)/applications/actions.ts grantExtension': ['admin'],
  '(desk)/inbox/actions.ts readOne': EVERYBODY,
  '(desk)/inbox/actions.ts readAll': EVERYBODY,
  '(desk)/profile/actions.ts saveOwnProfile': EVERYBODY,
  '(desk)/queue/actions.ts excuseUnit': ['reviewer'],
  '(desk)/queue/chase/actions.ts declareAbsent': ['reviewer'],
  '(desk)/import/actions.ts decide': EVERYBODY,
  '(desk)/import/actions.ts doubts': EVERYBODY,
  '(desk)/import/actions.ts look': EVERYBODY,
  '(desk)/import/actions.ts place': EVERYBODY,
  '(desk)/import/actions.ts take': EVERYBODY,
  '(desk)/import/actions.ts remove': EVERYBODY,
  '(desk)/queue/chase/actions.ts sendChase': ['reviewer'],
  '(desk)/statistics/actions.ts keep': EVERYBODY,
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
const IMPORTERS = ['filler', 'reviewer', 'admin'] as const
export const PAGE_ROLES: Record<string, readonly Role[]> = {
  '/batch': ['reviewer', 'compiler', 'admin'],
  '/import': IMPORTERS,
  '/import/list': IMPORTERS,
  '/board': ['reviewer', 'compiler', 'reader', 'admin'],
  '/board/print': ['reviewer', 'compiler', 'reader', 'admin'],
  '/board/xlsx': ['reviewer', 'compiler', 'reader', 'admin'],
  '/board/version': ['reviewer', 'compiler', 'reader', 'admin'],
  '/statistics': ['reviewer', 'compiler', 'reader', 'admin'],
  '/statistics/[file=csv]': ['reviewer', 'compiler', 'reader', 'admin'],
  '': ['admin']
}
