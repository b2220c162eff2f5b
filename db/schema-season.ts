import type { Kit } from './kit'

type Column = ReturnType<Kit['ref']>
type Referenced = Parameters<Column['references']>[0]

/** What is asked and told in a season. `ofUnit`, `ofUser`: columns that refer to a row. */
export function defineSeason<N extends Column, U extends Column>(
  { table, id, ref, text, int, bool, time, primaryKey, unique, index }: Kit,
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

  /** 消息: inbox and outbox in one, written in the transaction that caused it. */
  const notices = table(
    'notices',
    {
      id: id(),
      user: ofUser(),
      report: ref().references(reportOf),
      text: text().notNull(),
      on: time().notNull(),
      readOn: time(),
      /** When it went out by e-mail. */
      mailedOn: time(),
      attempts: int().notNull(),
      /** When to try again; null once it was sent or given up. */
      mailAfter: time(),
      /** When it is due for the gateways; null once each that it concerns has a row in `pushes`. */
      hookAfter: time(),
      announcement: ref().references(() => announcements.id),
      /** Idempotency key: nobody is told of the same thing twice. */
      once: text()
    },
    (t) => [
      index('notices_user').on(t.user),
      index('notices_mail').on(t.mailAfter),
      index('notices_hook').on(t.hookAfter),
      index('notices_announcement').on(t.announcement),
      unique('notices_once').on(t.user, t.once)
    ]
  )

  /** 提醒记录: who was reminded of which report when; a person's due reminders share one notice. */
  const reminders = table(
    'reminders',
    {
      id: id(),
      user: ofUser(),
      unit: ofUnit(),
      year: int().notNull(),
      /** The deadline and the days before it: a reminder of a stage is given once. */
      stage: text().notNull(),
      notice: ref().references(() => notices.id)
    },
    (t) => [unique('reminders_stage').on(t.user, t.unit, t.year, t.stage), index('reminders_unit').on(t.unit)]
  )

  /** 推送网关 of a unit: each notice to somebody in it or below is posted there, signed. */
  const webhooks = table(
    'webhooks',
    {
      id: id(),
      unit: ofUnit(),
      name: text().notNull(),
      url: text().notNull(),
      /** Signs what is sent; shown on no page. */
      secret: text().notNull(),
      isOn: bool().notNull(),
      by: ofUser(),
      /** Earlier notices are not sent. */
      on: time().notNull()
    },
    (t) => [index('webhooks_unit').on(t.unit)]
  )

  /** A notice for a gateway: when to try again, and when the gateway took it. */
  const pushes = table(
    'pushes',
    {
      notice: ref()
        .notNull()
        .references(() => notices.id),
      webhook: ref()
        .notNull()
        .references(() => webhooks.id),
      attempts: int().notNull(),
      /** Null once it was taken or given up. */
      after: time(),
      takenOn: time()
    },
    (t) => [primaryKey({ columns: [t.notice, t.webhook] }), index('pushes_after').on(t.after)]
  )

  /** 推送记录: each attempt to hand a notice to a gateway, and what came of it. */
  const deliveries = table(
    'deliveries',
    {
      id: id(),
      /** None: tried when there was one gateway for all. */
      webhook: ref().references(() => webhooks.id),
      notice: ref()
        .notNull()
        .references(() => notices.id),
      on: time().notNull(),
      /** `200`, the status of the answer; or why there was none. */
      outcome: text().notNull()
    },
    (t) => [index('deliveries_notice').on(t.notice), index('deliveries_webhook').on(t.webhook)]
  )

  /** 通知附件 of a task: files as they came, which are handed on and never opened. */
  const attachments = table(
    'attachments',
    {
      id: id(),
      unit: ofUnit(),
      year: int().notNull(),
      name: text().notNull(),
      /** Bytes. */
      size: int().notNull(),
      /** Base64. Read by downloads alone: lists leave it out. */
      content: text().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('attachments_task').on(t.unit, t.year)]
  )

  /** When whoever fills in a report opened it last: a reminder tells his colleagues that it is in hand. */
  const openings = table(
    'openings',
    {
      report: ref().notNull().references(reportOf),
      user: ofUser(),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.report, t.user] })]
  )

  /** 夜间检查: what was found broken in the night before a day, yyyy-mm-dd; as JSON, a text for each unit's administrators. */
  const nights = table('nights', { day: text().primaryKey(), on: time().notNull(), found: text().notNull() })

  return { openings, nights, applications, announcements, notices, reminders, webhooks, pushes, deliveries, attachments }
}
