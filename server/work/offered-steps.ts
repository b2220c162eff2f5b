import { listReviewers } from '@/db/people/notices'
import { findByline } from '@/db/people/users'
import type { HistoryLine } from '@/db/reports/events'
import { type Filing, listRevisions } from '@/db/reports/reports'
import { titleOf } from '@/report/report'
import { listTransitions, openTransition, REQUESTS, type TransitionName } from '@/report/workflow/transitions'
import type { PassedReport } from '@/server/gate/gate'
import { readNextStep, tellRequest } from './next-step'

/** What somebody may do next with a report, and what the dialogs of the steps need to know. `revisions`: where they were read already. */
export async function readSteps(
  { store, filing, roles, user, now }: PassedReport<'read'>,
  history: readonly HistoryLine[],
  revisions?: readonly Filing[]
) {
  const { id, version, state, claimedBy, claimEnds, revision } = filing
  const isMine = claimedBy === user.id && claimEnds !== null && claimEnds > now
  const isNewest = (revisions ?? (await listRevisions(store, filing))).at(-1)?.id === id
  const last = history.at(-1)
  /** Hides steps the transaction would certainly refuse. */
  const isOffered = (name: TransitionName) => {
    if (openTransition(name).demands.includes('own claim')) return isMine
    if (name === 'correct' || name === 'askCorrection' || name === 'publish') return isNewest
    if (name === 'takeDown') return last?.name === 'askTakeDown' && last.actor !== user.id
    if (name === 'askTakeDown') return last?.name !== 'askTakeDown'
    if (name === 'decline') return REQUESTS.some((request) => request === last?.name)
    return name !== 'submit'
  }
  return {
    id,
    version,
    title: titleOf({ unit: filing.unitName, year: filing.year }),
    isCorrection: revision > 1,
    names: listTransitions(state, roles).filter(isOffered),
    claim: claimedBy !== null && claimEnds !== null ? { by: await findByline(store, claimedBy), ends: claimEnds, isMine } : undefined,
    next: await readNextStep(store, filing, user.id, now),
    request: last && REQUESTS.some((name) => name === last.name) ? tellRequest(last) : undefined,
    colleagues: isMine ? (await listReviewers(store, filing.unit)).filter((one) => one.id !== user.id) : []
  }
}
