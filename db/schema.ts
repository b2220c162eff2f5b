import { sql } from 'drizzle-orm'
import type { ReportKind } from '@/report/report'
import type { Address, TemplateId } from '@/report/template'
import type { UnitLevel } from '@/report/unit'
import type { Role } from '@/report/workflow/roles'
import { SETTLED, type State } from '@/report/workflow/states'
import type { EventName } from '@/report/workflow/transitions'
import { type Kit, pgKit, sqliteKit } from './kit'

/** How a value came into a cell. */
export type How = 'typed' | 'pasted' | 'imported' | 'carried'

/** Every table, once, over the column builders of a dialect. */
export function defineSchema({ table, id, ref, text, int, bool, time, primaryKey, unique, index }: Kit) {
  const units = table('units', {
    id: id(),
    name: text().notNull(),
    level: text().$type<UnitLevel>().notNull(),
    kind: text().$type<ReportKind>().notNull(),
    above: ref(),
    /** The unit that reviews its reports; the one above if none is named. */
    reviewedBy: ref(),
    /** 初审,保密审查,签发: the steps of its chain by their states, comma between. */
    chain: text().notNull(),
    /** yyyy-mm-dd from which it no longer files. */
    closedOn: text(),
    /** The unit it was merged into. */
    successor: ref(),
    createdOn: time().notNull()
  })

  /** Names a unit had before; the present one stands in `units`. */
  const unitNames = table(
    'unit_names',
    {
      unit: ref()
        .notNull()
        .references(() => units.id),
      name: text().notNull(),
      /** Last day it was so called, yyyy-mm-dd. */
      until: text().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.until] })]
  )

  /** Each unit with itself and every unit above it. */
  const unitsAbove = table(
    'units_above',
    {
      unit: ref()
        .notNull()
        .references(() => units.id),
      above: ref()
        .notNull()
        .references(() => units.id),
      /** How far above; 0 for itself. */
      steps: int().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.above] }), index('units_above_above').on(t.above)]
  )

  const users = table(
    'users',
    {
      id: id(),
      name: text().notNull(),
      /** For notices; none: only the inbox. */
      email: text(),
      /** argon2id; none until the person behind a one-time link chose a password. */
      password: text(),
      mustChangePassword: bool().notNull(),
      /** Set by an administrator alone. */
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
    (t) => [primaryKey({ columns: [t.user, t.unit, t.role] }), index('memberships_unit').on(t.unit)]
  )

  /** Only the SHA-256 of a token is stored: a stolen database opens no session. */
  const sessions = table(
    'sessions',
    {
      token: text().primaryKey(),
      user: ref()
        .notNull()
        .references(() => users.id),
      /** When it ends if nobody does anything before. */
      expires: time().notNull(),
      /** When it ends whatever is done; none: at `expires`. */
      ends: time()
    },
    (t) => [index('sessions_user').on(t.user)]
  )

  /** Wrong passwords, counted before they are looked at. The key is a SHA-256: what people type as a name may be their password. */
  const attempts = table(
    'attempts',
    {
      key: text().primaryKey(),
      /** Whose password is tried, if there is such an account: what is forgotten when it gets a new one. */
      user: ref().references(() => users.id),
      failures: int().notNull(),
      /** Before this moment nothing more is tried. */
      until: time().notNull(),
      /** When all of it is forgotten. */
      expires: time().notNull()
    },
    (t) => [index('attempts_user').on(t.user), index('attempts_expires').on(t.expires)]
  )

  /** Browsers somebody has signed in on before; the token of the cookie is stored as its SHA-256. */
  const devices = table(
    'devices',
    {
      token: text().notNull(),
      user: ref()
        .notNull()
        .references(() => users.id),
      expires: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.token, t.user] }), index('devices_user').on(t.user)]
  )

  /** One-time sign-in links; the token is stored as its SHA-256. */
  const links = table('links', {
    token: text().primaryKey(),
    user: ref()
      .notNull()
      .references(() => users.id),
    expires: time().notNull()
  })

  /** One row a revision: a unit's report for a year, or a correction of it. */
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
      revision: int().notNull(),
      template: text().$type<TemplateId>().notNull(),
      rules: text().notNull(),
      state: text().$type<State>().notNull(),
      /** Counts events; a transition names the version it was decided on. */
      version: int().notNull(),
      claimedBy: ref().references(() => users.id),
      claimEnds: time(),
      /** SHA-256 of the snapshot that was handed in last. */
      submittedHash: text(),
      submittedOn: time(),
      /** What a correction changed, as the public reads it. */
      changeNote: text().notNull(),
      savedOn: time().notNull()
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

  /**
   * 修改记录: every change of every cell, never altered. Only what differs is kept: at `start`, in UTF-16 units, `was` gave
   * way to `now`. Rows from before that have both texts whole, which is an edit at 0.
   */
  const changes = table(
    'changes',
    {
      id: id(),
      report: ref()
        .notNull()
        .references(() => reports.id),
      at: text().$type<Address>().notNull(),
      start: int().notNull().default(0),
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

  /** 历程: every event, numbered by the version it led to; each carries the hash of the one before. */
  const events = table(
    'events',
    {
      report: ref()
        .notNull()
        .references(() => reports.id),
      version: int().notNull(),
      name: text().$type<EventName>().notNull(),
      from: text().$type<State>(),
      to: text().$type<State>().notNull(),
      reason: text().notNull(),
      /** None for what time did by itself. */
      by: ref().references(() => users.id),
      on: time().notNull(),
      /** Exactly what was hashed: JSON as text, because databases reorder what they take for JSON. */
      payload: text().notNull(),
      previous: text().notNull(),
      hash: text().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.version] })]
  )

  /** The report as it was handed in, each time; never altered, only the two counts follow whoever has it before him. */
  const snapshots = table(
    'snapshots',
    {
      report: ref()
        .notNull()
        .references(() => reports.id),
      version: int().notNull(),
      json: text().notNull(),
      hash: text().notNull(),
      /** Findings settled by an explanation, and places changed since it was handed in before: what the queue is ordered by. */
      explained: int().notNull(),
      changed: int().notNull()
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

  /** 免予核对: an administrator's word that a rule need not hold, bound to the values like an explanation. */
  const waivers = table(
    'waivers',
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
    (t) => [index('waivers_report').on(t.report)]
  )

  const thread = (name: string) =>
    table(
      name,
      {
        id: id(),
        report: ref()
          .notNull()
          .references(() => reports.id),
        /** The comment it replies to; none: it opens a thread. */
        thread: ref(),
        at: text().$type<Address>().notNull(),
        quote: text().notNull(),
        text: text().notNull(),
        by: ref()
          .notNull()
          .references(() => users.id),
        on: time().notNull(),
        /** The version of the report it was written on. */
        version: int().notNull(),
        /** Written by whoever decides; otherwise it answers. */
        asks: bool().notNull(),
        closedBy: ref().references(() => users.id),
        closedOn: time()
      },
      (t) => [index(`${name}_report`).on(t.report)]
    )

  /** 意见, which the unit reads and answers. */
  const comments = thread('comments')
  /** 内部意见, which only the reviewing side reads. A table of its own: no slip can show one to the unit. */
  const internalComments = thread('internal_comments')

  /** 消息: inbox and outbox in one, written in the transaction that caused it. */
  const notices = table(
    'notices',
    {
      id: id(),
      user: ref()
        .notNull()
        .references(() => users.id),
      report: ref().references(() => reports.id),
      text: text().notNull(),
      on: time().notNull(),
      readOn: time(),
      /** When it went out by e-mail. */
      mailedOn: time(),
      attempts: int().notNull(),
      /** When to try again; none once it went out, cannot go out or was given up. */
      mailAfter: time(),
      /** What nobody is told twice, whichever process comes first. */
      once: text()
    },
    (t) => [index('notices_user').on(t.user), index('notices_mail').on(t.mailAfter), unique('notices_once').on(t.user, t.once)]
  )

  /** 报送安排 of a unit and all below it for a year. */
  const campaigns = table(
    'campaigns',
    {
      unit: ref()
        .notNull()
        .references(() => units.id),
      year: int().notNull(),
      dueDepartment: text().notNull(),
      dueGovernment: text().notNull(),
      close: text(),
      correctionEnd: text()
    },
    (t) => [primaryKey({ columns: [t.unit, t.year] })]
  )

  /** 延期: one unit, one year; the latest counts. */
  const extensions = table(
    'extensions',
    {
      id: id(),
      unit: ref()
        .notNull()
        .references(() => units.id),
      year: int().notNull(),
      until: text().notNull(),
      reason: text().notNull(),
      by: ref()
        .notNull()
        .references(() => users.id),
      on: time().notNull()
    },
    (t) => [index('extensions_unit').on(t.unit, t.year)]
  )

  /** One row, written anew to learn whether writing works. */
  const pulse = table('pulse', { id: int().primaryKey(), on: time().notNull() })

  return {
    units,
    unitNames,
    unitsAbove,
    users,
    memberships,
    sessions,
    attempts,
    devices,
    links,
    reports,
    cells,
    changes,
    events,
    snapshots,
    answers,
    waivers,
    comments,
    internalComments,
    notices,
    campaigns,
    extensions,
    pulse
  }
}

export type Schema = ReturnType<typeof defineSchema>

export const sqliteSchema = defineSchema(sqliteKit)
export const pgSchema = defineSchema(pgKit)
