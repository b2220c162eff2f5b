import { dueDate, type ReportKind } from '@/report/report'

/** 报送安排 of one year: dates are yyyy-mm-dd, meant to the end of that day in UTC+8. */
export type Campaign = {
  dueDepartment: string
  dueGovernment: string
  /** After it nothing can be handed in without an extension; none: never closed. */
  close: string | null
  /** After it no correction can be started; none: always. */
  correctionEnd: string | null
}

/** What a unit's own dates are. */
export type Deadline = { due: string; close: string | null; isExtended: boolean }

/** The dates of the law where nobody set any: 条例第四十九条. */
export function statutoryCampaign(year: number): Campaign {
  return {
    dueDepartment: dueDate({ year, kind: 'department' }),
    dueGovernment: dueDate({ year, kind: 'government' }),
    close: null,
    correctionEnd: null
  }
}

/** A unit's dates: the campaign's, moved by its extension. An extension never shortens. */
export function deadlineOf(campaign: Campaign, kind: ReportKind, extendedUntil: string | undefined): Deadline {
  const due = kind === 'department' ? campaign.dueDepartment : campaign.dueGovernment
  if (extendedUntil === undefined) return { due, close: campaign.close, isExtended: false }
  return { due: later(due, extendedUntil), close: campaign.close && later(campaign.close, extendedUntil), isExtended: true }
}

const later = (a: string, b: string) => (a > b ? a : b)

/** Whether a day has ended in UTC+8 at a moment, to the second. */
export function hasPassed(day: string, moment: Date): boolean {
  return moment.getTime() >= Date.parse(`${day}T00:00:00+08:00`) + 86_400_000
}
