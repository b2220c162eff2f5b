import type { Kit } from './kit'

type Column = ReturnType<Kit['ref']>
type Referenced = Parameters<Column['references']>[0]

/** What is asked of administrators in a season. `ofUnit`, `ofUser`: columns that refer to a row. */
export function defineSeason<N extends Column, U extends Column>(
  { table, id, ref, text, int, time, index }: Kit,
  { ofUnit, ofUser, userOf, reportOf }: { ofUnit: () => N; ofUser: () => U; userOf: Referenced; reportOf: Referenced }
) {
  /**
   * 申请: a unit asks for 延期 or for 免予核对 of a finding. That it was granted stands in no column: an extension or a waiver
   * that came later says so, whoever gave it where.
   */
  const applications = table(
    'applications',
    {
      id: id(),
      unit: ofUnit(),
      year: int().notNull(),
      kind: text().$type<'extend' | 'waive'>().notNull(),
      /** Of 免予核对: the report, and the finding by its key and in words. */
      report: ref().references(reportOf),
      finding: text().notNull(),
      says: text().notNull(),
      /** Of 延期: until which day, yyyy-mm-dd. */
      until: text(),
      reason: text().notNull(),
      by: ofUser(),
      on: time().notNull(),
      /** How it ended otherwise, by whom, when and why. */
      end: text().$type<'declined' | 'dropped'>(),
      endReason: text().notNull().default(''),
      endedBy: ref().references(userOf),
      endedOn: time()
    },
    (t) => [index('applications_unit').on(t.unit, t.year)]
  )

  /** 公告 to everybody in a unit and below; who has read it stand in its notices. */
  const announcements = table(
    'announcements',
    { id: id(), unit: ofUnit(), text: text().notNull(), by: ofUser(), on: time().notNull() },
    (t) => [index('announcements_unit').on(t.unit)]
  )

  return { applications, announcements }
}
