import type { ReportKind } from '@/report/report'
import type { Role, State, TransitionName } from '@/report/status'
import type { Address, TemplateId } from '@/report/template'
import { type Kit, pgKit, sqliteKit } from './kit'

/** How a value came into a cell. */
export type How = 'typed' | 'pasted' | 'imported' | 'carried'

/** Every table, once, over the column builders of a dialect. */
export function defineSchema({ table, id, ref, text, int, bool, time, primaryKey, unique, index }: Kit) {
  const units = table('units', {
    id: id(),
    name: text().notNull(),
    kind: text().$type<ReportKind>().notNull(),
    above: ref(),
    createdOn: time().notNull()
  })

  /** Each unit with itself and every unit above it. */
  const unitsAbove = table(
    'units_above',
    {
      unit: ref()
        .notNull()
        .references(() => units.id),
      above: ref()
        .notNull()
        .references(() => units.id)
    },
    (t) => [primaryKey({ columns: [t.unit, t.above] }), index('units_above_above').on(t.above)]
  )

  const users = table(
    'users',
    {
      id: id(),
      name: text().notNull(),
      /** argon2id; none until the person behind a one-time link chose a password. */
      password: text(),
      mustChangePassword: bool().notNull(),
      failures: int().notNull(),
      lockedUntil: time(),
      closed: bool().notNull(),
      createdOn: time().notNull()
    },
    (t) => [unique('users_name').on(t.name)]
  )

  const memberships = table(
    'memberships',
    {
      user: ref()
        .notNull()
        .references(() => users.id),
      unit: ref()
        .notNull()
        .references(() => units.id),
      role: text().$type<Role>().notNull()
    },
    (t) => [primaryKey({ columns: [t.user, t.unit, t.role] })]
  )

  /** Only the SHA-256 of a token is stored: a stolen database opens no session. */
  const sessions = table(
    'sessions',
    {
      token: text().primaryKey(),
      user: ref()
        .notNull()
        .references(() => users.id),
      expires: time().notNull()
    },
    (t) => [index('sessions_user').on(t.user)]
  )

  /** One-time sign-in links; the token is stored as its SHA-256. */
  const links = table('links', {
    token: text().primaryKey(),
    user: ref()
      .notNull()
      .references(() => users.id),
    expires: time().notNull()
  })

  const reports = table(
    'reports',
    {
      id: id(),
      unit: ref()
        .notNull()
        .references(() => units.id),
      /** The unit's name as printed, frozen with form, rules and kind when the report is started. */
      unitName: text().notNull(),
      year: int().notNull(),
      kind: text().$type<ReportKind>().notNull(),
      template: text().$type<TemplateId>().notNull(),
      rules: text().notNull(),
      state: text().$type<State>().notNull(),
      /** Counts transitions; a transition names the version it was decided on. */
      version: int().notNull(),
      savedOn: time().notNull()
    },
    (t) => [unique('reports_unit_year_kind').on(t.unit, t.year, t.kind)]
  )

  const cells = table(
    'cells',
    {
      report: ref()
        .notNull()
        .references(() => reports.id),
      at: text().$type<Address>().notNull(),
      text: text().notNull(),
      /** What the last save replaced; a save takes place only if it knew the text it replaces. */
      was: text().notNull(),
      version: int().notNull(),
      by: ref()
        .notNull()
        .references(() => users.id),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.at] })]
  )

  /** 修改记录: every change of every cell, never altered. */
  const changes = table(
    'changes',
    {
      id: id(),
      report: ref()
        .notNull()
        .references(() => reports.id),
      at: text().$type<Address>().notNull(),
      was: text().notNull(),
      now: text().notNull(),
      how: text().$type<How>().notNull(),
      saveId: text().notNull(),
      by: ref()
        .notNull()
        .references(() => users.id),
      on: time().notNull()
    },
    (t) => [index('changes_report_save').on(t.report, t.saveId)]
  )

  /** 历程: every transition, numbered by the version it led to. */
  const events = table(
    'events',
    {
      report: ref()
        .notNull()
        .references(() => reports.id),
      version: int().notNull(),
      name: text().$type<TransitionName | 'start'>().notNull(),
      from: text().$type<State>(),
      to: text().$type<State>().notNull(),
      reason: text().notNull(),
      by: ref()
        .notNull()
        .references(() => users.id),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.version] })]
  )

  /** 说明: every explanation ever given; the latest for a finding counts. */
  const answers = table(
    'answers',
    {
      id: id(),
      report: ref()
        .notNull()
        .references(() => reports.id),
      finding: text().notNull(),
      basis: text().notNull(),
      text: text().notNull(),
      by: ref()
        .notNull()
        .references(() => users.id),
      on: time().notNull()
    },
    (t) => [index('answers_report').on(t.report)]
  )

  return { units, unitsAbove, users, memberships, sessions, links, reports, cells, changes, events, answers }
}

export type Schema = ReturnType<typeof defineSchema>

export const sqliteSchema = defineSchema(sqliteKit)
export const pgSchema = defineSchema(pgKit)
