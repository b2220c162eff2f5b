import type { Address } from '@/report/template'
import * as allOrNone from './all-or-none'
import * as clerksFigures from './clerks-figures'
import * as clerksLists from './clerks-lists'
import * as clerksOthers from './clerks-others'
import * as counts from './counts'
import * as denials from './denials'
import * as figures from './figures'
import * as further from './further'
import * as mechanisms from './mechanisms'
import * as missed from './missed'
import * as offices from './offices'
import { type Pair, rulesOn, type Silent, sidesOf } from './probe'
import * as provinces from './provinces'
import * as provincesLists from './provinces-lists'
import * as provincesNil from './provinces-nil'
import * as rows from './rows'
import * as slips from './slips'
import * as unseen from './unseen'

/** The field each part is put into, if not 依申请公开. */
const FIELDS: Readonly<Record<string, Address>> = {
  titles: 'preamble',
  preambles: 'preamble',
  selves: 'overview/oversight',
  slips: 'overview/oversight',
  lawful: 'overview/oversight',
  selvesOfOthers: 'overview/oversight',
  lists: 'overview/disclosure',
  furtherLists: 'overview/disclosure',
  noFurtherLists: 'overview/general',
  furtherRows: 'overview/disclosure',
  furtherNear: 'overview/disclosure',
  noFurtherNear: 'overview/disclosure',
  noFurtherRows: 'overview/disclosure',
  furtherSlips: 'overview/oversight',
  furtherLawful: 'overview/oversight',
  openLists: 'overview/disclosure',
  moreLists: 'overview/disclosure',
  wholes: 'overview/disclosure',
  noWholes: 'overview/disclosure',
  moreSlips: 'overview/oversight',
  moreLawful: 'overview/oversight',
  morePreambles: 'preamble',
  lawfulPreambles: 'preamble',
  bareLists: 'overview/disclosure',
  noBareLists: 'overview/disclosure',
  rows: 'overview/disclosure',
  noRows: 'overview/disclosure',
  unseenSlips: 'overview/oversight',
  unseenLawful: 'overview/oversight'
}

/** Slips stand where nothing is counted, what clerks write in one field of the whole overview. */
const fieldOf = (part: string) =>
  FIELDS[part] ??
  (part in mechanisms || part.startsWith('mechanisms')
    ? 'overview/oversight'
    : /clerks|retold(?!.*OnRequests)/i.test(part)
      ? 'overview/general'
      : undefined)

/** A sentence in a report: with a rule if it must be told, without if nothing may be said of it; `isMissed`: it is not told yet. */
export type Probe = { part: string; report: string; text: string; rule?: string; told: () => string[]; isMissed: boolean }

/** Every probe of every part, both sides of each pair. */
export const PROBES: readonly Probe[] = Object.entries({
  ...allOrNone,
  ...denials,
  ...counts,
  ...figures,
  ...further,
  ...rows,
  ...slips,
  ...unseen,
  ...mechanisms,
  ...clerksFigures,
  ...clerksOthers,
  ...clerksLists,
  ...offices,
  ...provinces,
  ...provincesLists,
  ...provincesNil,
  ...missed
}).flatMap(([part, probes]) =>
  (probes as readonly (Pair | Silent)[]).flatMap((probe): Probe[] => {
    const make = ([report, text]: [string, string], rule?: string): Probe => ({
      part,
      report,
      text,
      rule,
      told: () => rulesOn(report, text, fieldOf(part)),
      isMissed: rule !== undefined && part in missed
    })
    if (probe[2] === undefined) return [make([probe[0], probe[1]])]
    const { right, wrong } = sidesOf(probe as Pair)
    return [make(right), make(wrong, probe[2])]
  })
)

/** Whether a probe is told, or silent, as it should be. */
export const holds = ({ rule, told }: Probe): boolean => (rule === undefined ? told().length === 0 : told().includes(rule))
