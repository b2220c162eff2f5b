import { findDeadline } from '@/db/people/obligations'
import { judgeThreads, listThreads } from '@/db/reports/comments'
import { listHistory } from '@/db/reports/events'
import { listRevisions } from '@/db/reports/reports'
import { findSubmissions } from '@/db/reports/submissions'
import { readContext } from '@/db/workflow/context'
import { makeDocument } from '@/report/layout/document'
import { markClaims, printMarks } from '@/report/layout/mark'
import { type Report, templateOf } from '@/report/report'
import { judge } from '@/report/rules/judge'
import { claimNumbers } from '@/report/rules/members'
import { openSheet } from '@/report/sheet'
import type { Template } from '@/report/template'
import { cleanText } from '@/report/text/clean-text'
import type { Values } from '@/report/values'
import { pairChanges } from '@/report/workflow/comment'
import { compareYears } from '@/report/workflow/compare'
import { type Difference, differences } from '@/report/workflow/difference'
import { mayRead, mayRemark } from '@/report/workflow/rights'
import { draftMark } from '@/server/files/make-file'
import type { PassedReport } from '@/server/gate/gate'
import { listVisibleAnswers, listVisibleThreads, openSight, readVisible, readVisibleImprint } from '@/server/gate/visible'
import { addImportsTo } from '@/server/import/import-history'
import { publicPathOf } from '@/server/public/published'
import { tellSums } from '@/server/rollup/tell-sums'
import { readSteps } from './offered-steps'
import { diffWords, replace } from './word-diff'

/** Everything the review page shows somebody of a report. */
export async function readReview(passed: PassedReport<'read'>) {
  const { store, filing, roles, now } = passed
  const { id, state } = filing
  const report = await readVisible(passed)
  const template = templateOf(report)
  const context = await readContext(store, filing, now)
  const sheet = openSheet(report, context)
  // Tokens are replaced by their numbers, as in the earlier snapshot.
  const { values } = sheet.report
  const history = await listHistory(store, id)
  const submissions = await findSubmissions(store, filing, history, openSight(passed))
  const mayCommentInside = mayRemark('internalComment', filing, roles)
  const threads = await judgeThreads(store, filing, report, await listVisibleThreads(passed, history))
  const asked = threads.filter(({ remarks: [first], closedOn }) => {
    const { version = Number.POSITIVE_INFINITY, on } = submissions.present ?? {}
    return (first?.version ?? 0) < version && !(closedOn && on && closedOn < on)
  })
  const changesSince = (before: Values | undefined) => (before ? differences(template, before, values) : [])
  const last = changesSince(submissions.last)
  const { answers, waivers } = await listVisibleAnswers(passed)
  const judged = judge(sheet, answers, waivers)
  const revisions = await listRevisions(store, filing)
  const steps = await readSteps(passed, history, revisions)
  const imprint = await readVisibleImprint(passed)
  return {
    id,
    unit: filing.unitName,
    year: filing.year,
    state,
    revision: filing.revision,
    template: template.id,
    imprint,
    document: makeDocument(withRemovedTexts(template, report, submissions.last), draftMark(state), imprint),
    texts: textsOf(template, values),
    judged,
    numbers: printMarks(markClaims(template, claimNumbers(sheet), judged), sheet),
    count: submissions.count,
    present: submissions.present?.version,
    changes: pairChanges(template, last.map(withPieces(template)), asked),
    changesInAll: changesSince(submissions.first).map(withPieces(template)),
    threads,
    internalComments: mayCommentInside ? await judgeThreads(store, filing, report, await listThreads(store, id, 'internalComments')) : [],
    history: await addImportsTo(store, filing, history, openSight(passed) === 'present' ? undefined : filing.submittedOn),
    revisions: revisions
      .filter((one) => mayRead(roles, one))
      .map((one) => ({ id: one.id, revision: one.revision, state: one.state, changeNote: one.changeNote })),
    lastYear: [...compareYears(sheet)],
    lastYearOf: context.lastYearOf,
    sums: await tellSums(store, filing),
    publicPath: publicPathOf(filing),
    due: context.due ?? (await findDeadline(store, filing)).due,
    steps,
    may: {
      comment: mayRemark('comment', filing, roles) && (state !== 'IN_REVIEW' || steps.claim?.isMine === true),
      reply: mayRemark('reply', filing, roles),
      internalComment: mayCommentInside,
      waive: mayRemark('waive', filing, roles),
      imprint: mayRemark('imprint', filing, roles)
    }
  }
}

/** A change as it is read: prose word by word, a cell as one value for another. */
function withPieces(template: Template) {
  return (change: Difference) => ({
    ...change,
    pieces: template.index.has(change.at) ? replace(change.was, change.now) : diffWords(cleanText(change.was), cleanText(change.now))
  })
}

/** The texts a comment can quote a sentence of. */
function textsOf(template: Template, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([at]) => !template.index.has(at)))
}

/** A deleted text keeps its place on the page, to be shown struck through. */
function withRemovedTexts(template: Template, report: Report, before: Values = {}): Report {
  const removed = Object.entries(textsOf(template, before)).filter(([at]) => !report.values[at])
  return { ...report, values: { ...report.values, ...Object.fromEntries(removed) } }
}
