import { sql } from 'drizzle-orm'
import type { ReportKind } from '@/report/report'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address, TemplateId } from '@/report/template'
import { SETTLED, type State } from '@/report/workflow/states'
import type { EventName } from '@/report/workflow/transitions'
import { type Kit, pgKit, sqliteKit } from './kit'
import { defineImports } from './schema-imports'
import { definePeople } from './schema-people'
import { defineRollup } from './schema-rollup'
import { defineSeason } from './schema-season'

/** How a value came into a cell; `summed`: from the reports of the units an aggregate adds up. */
export type EntryMethod = 'typed' | 'pasted' | 'imported' | 'carried' | 'summed'

/** All tables, defined over the column builders of a dialect. */
function defineSchema(kit: Kit) {
  const { table, id, ref, text, int, bool, time, primaryKey, unique, index } = kit
  const { ofUnit, ofUser, ...people } = definePeople(kit)
  const ofReport = () =>
    ref()
      .notNull()
      .references(() => reports.id)

  /** One row a revision: a unit's report for a year, or a correction of it. */
  const reports = table(
    'reports',
    {
      id: id(),
      unit: ofUnit(),
      /** The unit's name as printed, frozen with form, rules and kind when the report is started. */
      unitName: text().notNull(),
      year: int().notNull(),
      kind: text().$type<ReportKind>().notNull(),
      revision: int().notNull(),
      template: text().$type<TemplateId>().notNull(),
      rules: text().notNull(),
      /** 计入范围 of an aggregate, as whoever composes it chose; null: COUNTED. */
      counting: text().$type<StateClass>(),
      state: text().$type<State>().notNull(),
      /** Counts events; a transition names the version it was decided on. */
      version: int().notNull(),
      claimedBy: ref().references(() => people.users.id),
      claimEnds: time(),
      /** SHA-256 of the snapshot that was handed in last. */
      submittedHash: text(),
      submittedOn: time(),
      /** What a correction changed, as the public reads it. */
      changeNote: text().notNull(),
      savedOn: time().notNull(),
      /** The course of its history, kept beside it by `appendEvent`: when the first revision arrived, unless it was withdrawn. */
      arrivedOn: time(),
      /** How often it was returned, earlier revisions included. */
      returns: int().notNull().default(0),
      /** When the latest event was. */
      movedOn: time()
    },
    (t) => [
      unique('reports_revision').on(t.unit, t.year, t.kind, t.revision),
      unique('reports_under_way')
        .on(t.unit, t.year, t.kind)
        .where(sql`${t.state} not in (${sql.raw(SETTLED.map((state) => `'${state}'`).join(', '))})`),
      unique('reports_public').on(t.unit, t.year, t.kind).where(sql`${t.state} = 'PUBLISHED'`),
      index('reports_state').on(t.state)
    ]
  )

  const cells = table(
    'cells',
    {
      report: ofReport(),
      at: text().$type<Address>().notNull(),
      text: text().notNull(),
      /** The text the last save replaced: compare-and-swap, a save succeeds only if it knew it. */
      was: text().notNull(),
      version: int().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.at] })]
  )

  const references = { ofReport, ofUnit, ofUser, reportOf: () => reports.id, userOf: () => people.users.id }
  const { imports, readFiles } = defineImports(kit, references)

  /**
   * 修改记录: every change of every cell, append-only, as an edit: at `start`, in UTF-16 units, `was` was replaced by `now`.
   * Older rows hold both texts whole, which is an edit at 0.
   */
  const changes = table(
    'changes',
    {
      id: id(),
      report: ofReport(),
      at: text().$type<Address>().notNull(),
      start: int().notNull().default(0),
      was: text().notNull(),
      now: text().notNull(),
      how: text().$type<EntryMethod>().notNull(),
      /** The file it was imported from. */
      source: ref().references(() => imports.id),
      saveId: text().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('changes_report_save').on(t.report, t.saveId)]
  )

  /** 历程: every event, numbered by the version it led to; each carries the hash of the one before. */
  const events = table(
    'events',
    {
      report: ofReport(),
      version: int().notNull(),
      name: text().$type<EventName>().notNull(),
      from: text().$type<State>(),
      to: text().$type<State>().notNull(),
      reason: text().notNull(),
      /** Null for events the clock caused. */
      by: ref().references(() => people.users.id),
      on: time().notNull(),
      /** The hashed bytes: JSON stored as text, because databases reorder the keys of JSON columns. */
      payload: text().notNull(),
      previous: text().notNull(),
      hash: text().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.version] })]
  )

  /** The report as handed in, each time; append-only except for the two counts, which depend on who decides now. */
  const snapshots = table(
    'snapshots',
    {
      report: ofReport(),
      version: int().notNull(),
      json: text().notNull(),
      hash: text().notNull(),
      /** Findings with an explanation, and places changed since the submission before: the sort keys of the queue. */
      explained: int().notNull(),
      changed: int().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.version] })]
  )

  /** 公文要素 of a report, beside its snapshots: append-only, the latest row counts, and none follows once it is settled. */
  const imprints = table(
    'imprints',
    {
      id: id(),
      report: ofReport(),
      number: text().notNull(),
      signer: text().notNull(),
      /** 成文日期, yyyy-mm-dd or empty. */
      date: text().notNull(),
      copies: text().notNull(),
      isSealed: bool().notNull(),
      isPublic: bool().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('imprints_report').on(t.report)]
  )

  const explanation = (name: string) =>
    table(
      name,
      {
        id: id(),
        report: ofReport(),
        finding: text().notNull(),
        basis: text().notNull(),
        text: text().notNull(),
        by: ofUser(),
        on: time().notNull()
      },
      (t) => [index(`${name}_report`).on(t.report)]
    )

  /** 说明: every explanation ever given; the latest for a finding counts. */
  const answers = explanation('answers')
  /** 免予核对: an administrator waives a rule, bound to the values like an explanation. */
  const waivers = explanation('waivers')

  const thread = (name: string) =>
    table(
      name,
      {
        id: id(),
        report: ofReport(),
        /** The comment it replies to; none: it opens a thread. */
        thread: ref(),
        at: text().$type<Address>().notNull(),
        quote: text().notNull(),
        text: text().notNull(),
        by: ofUser(),
        on: time().notNull(),
        /** The version of the report it was written on. */
        version: int().notNull(),
        /** Written by whoever decides; otherwise it answers. */
        asks: bool().notNull(),
        closedBy: ref().references(() => people.users.id),
        closedOn: time()
      },
      (t) => [index(`${name}_report`).on(t.report)]
    )

  /** 意见, which the unit reads and answers. */
  const comments = thread('comments')
  /** 内部意见, which only the reviewing side reads: in a table of its own, so that no forgotten filter shows one to the unit. */
  const internalComments = thread('internal_comments')

  const season = defineSeason(kit, references)

  return {
    ...{ ...people, ...season, ...defineRollup(kit, references) },
    ...{ reports, cells, imports, readFiles, changes, events, snapshots, imprints },
    ...{ answers, waivers, comments, internalComments },
    /** One row, updated by the health check to see whether writing works. */
    pulse: table('pulse', { id: int().primaryKey(), on: time().notNull() })
  }
}

export type Schema = ReturnType<typeof defineSchema>

export const sqliteSchema = defineSchema(sqliteKit)
export const pgSchema = defineSchema(pgKit)
