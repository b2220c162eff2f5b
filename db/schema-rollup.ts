import type { Inclusion } from '@/report/rollup/inclusion'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address, TemplateId } from '@/report/template'
import type { Kit } from './kit'

type Column = ReturnType<Kit['ref']>
type Referenced = Parameters<Column['references']>[0]

/** 汇总: the numbers of reports that were handed in, and what an aggregate was added up from. `ofReport` …: columns that refer to a row. */
export function defineRollup<R extends Column, N extends Column, U extends Column>(
  { table, id, ref, text, int, amount, bytes, time, primaryKey, index }: Kit,
  {
    ofReport,
    ofUnit,
    ofUser,
    reportOf,
    userOf
  }: { ofReport: () => R; ofUnit: () => N; ofUser: () => U; reportOf: Referenced; userOf: Referenced }
) {
  /** The table cells of the latest snapshot of each revision as numbers; written with the snapshot, so that sums read one row a report. */
  const figures = table('figures', {
    report: ofReport().primaryKey(),
    /** The version of the snapshot they are of. */
    version: int().notNull(),
    /** The form whose order of cells they stand in. */
    template: text().$type<TemplateId>().notNull(),
    /** Eight bytes a cell in its last decimal (pieces, 分, millionths of 万元), or why it is no value: `report/rollup/packed-figures.ts`. */
    packed: bytes().notNull()
  })

  /** 汇总调整: a line added to one cell of a unit's aggregate, e.g. against counting a joint document twice; taken back, it stays on record. */
  const adjustments = table(
    'adjustments',
    {
      id: id(),
      unit: ofUnit(),
      year: int().notNull(),
      at: text().$type<Address>().notNull(),
      amount: amount().notNull(),
      reason: text().notNull(),
      by: ofUser(),
      on: time().notNull(),
      endedBy: ref().references(userOf),
      endedOn: time()
    },
    (t) => [index('adjustments_unit').on(t.unit, t.year)]
  )

  /** What an aggregate was added up from when its sums were last taken: one row a member. */
  const contributors = table(
    'contributors',
    {
      report: ofReport(),
      unit: ofUnit(),
      /** Its name then. */
      name: text().notNull(),
      inclusion: text().$type<Inclusion>().notNull(),
      /** Why it is not among them. */
      reason: text().notNull(),
      /** The revision that was counted, with the version and hash of its snapshot. */
      source: ref().references(reportOf),
      version: int(),
      hash: text(),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.unit] }), index('contributors_source').on(t.source), index('contributors_unit').on(t.unit)]
  )

  /**
   * Each time the sums of an aggregate were taken or adjusted: who contributed then, kept for good, so that a link to it shows the same.
   */
  const takings = table(
    'takings',
    {
      id: id(),
      report: ofReport(),
      counting: text().$type<StateClass>().notNull(),
      by: ofUser(),
      on: time().notNull(),
      /** The rows of `contributors` as they stood, as JSON: they are only ever read together. */
      contributors: text().notNull()
    },
    (t) => [index('takings_report').on(t.report)]
  )

  /** Statistics somebody kept: whose reports they are of, and in which version, for good, so that a link to them shows the same. */
  const keptStatistics = table('kept_statistics', {
    id: id(),
    by: ofUser(),
    on: time().notNull(),
    counting: text().$type<StateClass>().notNull(),
    from: int().notNull(),
    to: int().notNull(),
    /** `KeptUnit` of each unit as JSON: they are only ever read together. */
    units: text().notNull()
  })

  return { figures, adjustments, contributors, takings, keptStatistics }
}
