import type { ReportKind } from '@/report/report'
import type { UnitChangeKind, UnitLevel } from '@/report/unit'
import type { Role } from '@/report/workflow/roles'
import type { Kit } from './kit'

/** Units, the people in them, how they sign in, and what the units owe when; over the column builders of a dialect. */
export function definePeople({ table, id, ref, text, int, bool, time, primaryKey, unique, index }: Kit) {
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
    /** 统一社会信用代码. */
    creditCode: text(),
    /** 纸质报送: it files on paper, and whoever reviews it enters its reports for it. */
    onPaper: bool().notNull().default(false),
    address: text(),
    /** 公开专栏: the page of its website where it publishes. */
    columnLink: text(),
    /** 排序号: its place among its equals; those without one come after, by name. */
    precedence: int(),
    /** 成立日期, yyyy-mm-dd; none: it was there before anybody asked. */
    openedOn: text(),
    /** 提醒日程 of it and all below: days before the deadline, comma between; none: that of the unit above, or the usual one. */
    reminders: text(),
    /** 免打扰时段 of it and all below, the hours from which to which nothing goes out: `20-8`; empty: none; null: that of the unit above. */
    quiet: text(),
    /** 停用新增: the last year it reports for; it begins nothing later and takes nobody new. */
    lastYear: int(),
    /** yyyy-mm-dd from which it no longer files. */
    closedOn: text(),
    /** The unit it was merged into. */
    successor: ref(),
    createdOn: time().notNull()
  })

  const ofUnit = () =>
    ref()
      .notNull()
      .references(() => units.id)
  const ofUser = () =>
    ref()
      .notNull()
      .references(() => users.id)
  /** Names a unit had before; the present one stands in `units`. */
  const unitNames = table(
    'unit_names',
    {
      unit: ofUnit(),
      name: text().notNull(),
      /** Last day it was so called, yyyy-mm-dd. */
      until: text().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.until] })]
  )

  /** Superiors a unit had before; the present one stands in `units`. */
  const unitPlaces = table(
    'unit_places',
    {
      unit: ofUnit(),
      /** None: it was the highest. */
      above: ref(),
      /** Last day it hung there, yyyy-mm-dd. */
      until: text().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.until] })]
  )

  /** 机构变更: what became of units, and when. */
  const unitChanges = table('unit_changes', {
    id: id(),
    kind: text().$type<UnitChangeKind>().notNull(),
    /** yyyy-mm-dd from which it holds. */
    day: text().notNull(),
    /** 文号 of the decision, or nothing. */
    document: text().notNull(),
    /** JSON: every column that was changed, with its text before and after, and the roles that were given; what undoing puts back. */
    made: text().notNull(),
    by: ref().references(() => users.id),
    on: time().notNull(),
    undoneBy: ref().references(() => users.id),
    undoneOn: time()
  })

  /** Whom a change is about; of a merger or a split with the unit that comes after. */
  const unitChangeParts = table(
    'unit_change_parts',
    {
      id: id(),
      change: ref()
        .notNull()
        .references(() => unitChanges.id),
      unit: ofUnit(),
      successor: ref().references(() => units.id)
    },
    (t) => [
      index('unit_change_parts_change').on(t.change),
      index('unit_change_parts_unit').on(t.unit),
      index('unit_change_parts_successor').on(t.successor)
    ]
  )

  /** Transitive closure of `above`: each unit with itself and every unit above it. */
  const unitsAbove = table(
    'units_above',
    {
      unit: ofUnit(),
      above: ofUnit(),
      /** Steps up the tree; 0 for itself. */
      steps: int().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.above] }), index('units_above_above').on(t.above)]
  )

  const users = table(
    'users',
    {
      id: id(),
      /** 用户名, what is typed at sign-in. */
      name: text().notNull(),
      /** 姓名. None in accounts that are older than this column: then the sign-in name stands for it. */
      fullName: text().notNull().default(''),
      /** 职务. */
      position: text(),
      officePhone: text(),
      mobile: text(),
      /** For notices; none: only the inbox. */
      email: text(),
      /** 所在单位, printed beside the name: that of the first role, which it outlives. */
      unit: ref().references(() => units.id),
      /** argon2id; none until the person behind a one-time link chose a password. */
      password: text(),
      mustChangePassword: bool().notNull(),
      /** Set by an administrator alone. */
      lockedUntil: time(),
      closed: bool().notNull(),
      /** 最近登录; none: never. */
      signedInOn: time(),
      createdOn: time().notNull()
    },
    (t) => [unique('users_name').on(t.name)]
  )

  const memberships = table(
    'memberships',
    {
      user: ofUser(),
      unit: ofUnit(),
      role: text().$type<Role>().notNull()
    },
    (t) => [primaryKey({ columns: [t.user, t.unit, t.role] }), index('memberships_unit').on(t.unit)]
  )

  /** Only the SHA-256 of a token is stored: a stolen database opens no session. */
  const sessions = table(
    'sessions',
    {
      token: text().primaryKey(),
      user: ofUser(),
      /** When it ends if idle. */
      expires: time().notNull(),
      /** When it ends in any case; null: at `expires`. */
      ends: time()
    },
    (t) => [index('sessions_user').on(t.user)]
  )

  /** Attempts, counted before the password is checked. The key is a SHA-256: people type passwords into the name field. */
  const attempts = table(
    'attempts',
    {
      key: text().primaryKey(),
      /** The account, if it exists: a new password deletes its rows. */
      user: ref().references(() => users.id),
      failures: int().notNull(),
      /** End of the back-off. */
      until: time().notNull(),
      /** When the counter is reset. */
      expires: time().notNull()
    },
    (t) => [index('attempts_user').on(t.user), index('attempts_expires').on(t.expires)]
  )

  /** Browsers somebody has signed in on before; the token of the cookie is stored as its SHA-256. */
  const devices = table(
    'devices',
    {
      token: text().notNull(),
      user: ofUser(),
      expires: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.token, t.user] }), index('devices_user').on(t.user)]
  )

  /** One-time sign-in links; the token is stored as its SHA-256. */
  const links = table('links', {
    token: text().primaryKey(),
    user: ofUser(),
    expires: time().notNull()
  })

  /** 报送安排 of a unit and all below it for a year. */
  const campaigns = table(
    'campaigns',
    {
      unit: ofUnit(),
      year: int().notNull(),
      dueDepartment: text().notNull(),
      dueGovernment: text().notNull(),
      closeDepartment: text(),
      closeGovernment: text(),
      correctionEndDepartment: text(),
      correctionEndGovernment: text(),
      /** 年度任务: when and by whom it was issued last; none: only dates were set. */
      issuedOn: time(),
      issuedBy: ref().references(() => users.id),
      /** Counts the issues; who issues names the one he decided on. */
      issue: int().notNull().default(0),
      /** The notice's text as it was sent out. */
      notice: text().notNull().default(''),
      /** 任务要求, a line each. */
      requirements: text().notNull().default(''),
      /** Which levels and kinds of unit it is for, comma between. */
      levels: text().notNull().default(''),
      kinds: text().notNull().default('')
    },
    (t) => [primaryKey({ columns: [t.unit, t.year] })]
  )

  /**
   * 报送义务: who owes a year's report, frozen when the task was issued or the report begun. Each count of who owes, has handed in
   * or is late reads these rows; the tree of units only says who follows whom.
   */
  const obligations = table(
    'obligations',
    {
      unit: ofUnit(),
      year: int().notNull(),
      /** The unit that issued the task; none: the unit began by itself. */
      task: ref().references(() => units.id),
      /** Name, level, kind and reviewing unit as they were then. */
      name: text().notNull(),
      level: text().$type<UnitLevel>().notNull(),
      kind: text().$type<ReportKind>().notNull(),
      reviewer: ref().references(() => units.id),
      due: text().notNull(),
      close: text(),
      correctionEnd: text(),
      /** 延期至; the reasons stand in `extensions`. */
      extendedUntil: text(),
      /** The date set by the last return, yyyy-mm-dd; null once it was handed in again. */
      returnDue: text(),
      /** 无需报送 and why; none: required. */
      excuse: text(),
      /** 任务要求 of its task as it was issued, a line each. */
      requirements: text().notNull().default(''),
      /** 缺报 and why: it owes the report, and the aggregate above goes on without it; none: the aggregate waits for it. */
      absence: text(),
      on: time().notNull()
    },
    (t) => [primaryKey({ columns: [t.unit, t.year] }), index('obligations_year').on(t.year)]
  )

  /** What was changed in an obligation after it was made, as people read it, and why; append-only. */
  const obligationChanges = table(
    'obligation_changes',
    {
      id: id(),
      unit: ofUnit(),
      year: int().notNull(),
      says: text().notNull(),
      reason: text().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('obligation_changes_unit').on(t.unit, t.year)]
  )

  /** 延期: one unit, one year; the latest counts. */
  const extensions = table(
    'extensions',
    {
      id: id(),
      unit: ofUnit(),
      year: int().notNull(),
      until: text().notNull(),
      reason: text().notNull(),
      by: ofUser(),
      on: time().notNull()
    },
    (t) => [index('extensions_unit').on(t.unit, t.year)]
  )

  return {
    ...{ ofUnit, ofUser, units, unitNames, unitPlaces, unitChanges, unitChangeParts, unitsAbove },
    ...{ users, memberships, sessions, attempts, devices, links, campaigns, obligations, obligationChanges, extensions }
  }
}
