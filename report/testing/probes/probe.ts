import { check } from '@/report/check'
import type { Address } from '@/report/template'
import { cleanReport } from '@/report/testing/clean'
import { countyReport } from '@/report/testing/county'
import type { Values } from '@/report/values'

/**
 * A sentence in a report, once right and once wrong. `{76|67}`: 76 where it is right, 67 where it is wrong;
 * `town|bureau`: the same words are right in the report of the town and wrong in that of the bureau.
 */
export type Pair = readonly [reports: string, text: string, rule: string]

/** Sentences that only come close to being wrong. */
export type Silent = readonly [report: string, text: string]

const NOTHING = { 'requests/received/person': '0', 'requests/granted/person': '0', 'requests/carried-out/person': '0' }
const department = { kind: 'department' as const }

/** The reports probes stand in; county: 76 received, 4 carried in, 77 handled, 3 carried out, and so on in `county.ts`. */
const REPORTS = {
  county: () => countyReport('依法办理。'),
  /** 10 received (8 persons, 2 companies), 9 handled, 1 carried out, a review that was upheld. */
  bureau: () =>
    cleanReport(
      2024,
      {
        'requests/received/person': '8',
        'requests/received/company': '2',
        'requests/granted/person': '7',
        'requests/granted/company': '2',
        'disputes/review/upheld': '1'
      },
      { unit: '甲市乙区国有资产监督管理局', ...department }
    ),
  /** 6 received of persons, 4 granted, 2 not held, nothing carried over and no case. */
  town: () =>
    cleanReport(
      2024,
      {
        'requests/received/person': '6',
        'requests/granted/person': '4',
        'requests/not-held/person': '2',
        'requests/carried-out/person': '0'
      },
      { unit: '乙县丁镇人民政府', ...department }
    ),
  /** 12 received and handled: 5 granted, 2 not held, 2 unclear, 1 petition, 2 withdrawn; nothing carried over and no case. */
  office: () =>
    cleanReport(
      2024,
      {
        'requests/received/person': '12',
        'requests/granted/person': '5',
        'requests/not-held/person': '2',
        'requests/still-unclear/person': '2',
        'requests/petition/person': '1',
        'requests/else/person': '2',
        'requests/carried-out/person': '0'
      },
      { unit: '乙县住房保障局', ...department }
    ),
  /** 8 received, 5 handled, none of them held, 3 carried out. */
  late: () =>
    cleanReport(
      2024,
      {
        'requests/received/person': '8',
        'requests/granted/person': '0',
        'requests/not-held/person': '5',
        'requests/carried-out/person': '3'
      },
      { unit: '乙县戊镇人民政府', ...department }
    ),
  /** Nothing came in, nothing was issued. */
  quiet: () => cleanReport(2024, NOTHING, { unit: '乙县统计局', ...department }),
  /**
   * A ministry: 3521 received, 120 carried in, 3541 handled (2121 + 420 + 600 not held + 400 repeated), 100 carried out, 15 reviews, 8
   * lawsuits.
   */
  ministry: () =>
    cleanReport(
      2023,
      {
        'requests/received/person': '3321',
        'requests/received/company': '200',
        'requests/carried-in/person': '120',
        'requests/granted/person': '2121',
        'requests/partial/person': '420',
        'requests/not-held/person': '600',
        'requests/repeated/person': '200',
        'requests/repeated/company': '200',
        'requests/carried-out/person': '100',
        'disputes/review/upheld': '15',
        'disputes/direct/upheld': '8',
        'disclosure/regulations/made': '11',
        'disclosure/regulations/valid': '86',
        'disclosure/normative/made': '60',
        'disclosure/normative/valid': '412'
      },
      { unit: '自然资源部', ...department }
    ),
  /**
   * The form of 2019: 20 received, 20 handled (12 granted, 3 denied as process, 5 not held); 9 documents made, all published, 140 in
   * all; 30 licences last year and 4 more, 212 decisions; 16 penalties and 3 fewer, 45 decisions.
   */
  old: () =>
    cleanReport(
      2020,
      {
        'requests/received/person': '20',
        'requests/granted/person': '12',
        'requests/process/person': '3',
        'requests/not-held/person': '5',
        'requests/carried-out/person': '0',
        'disclosure/normative/made': '9',
        'disclosure/normative/opened': '9',
        'disclosure/normative/public-total': '140',
        'disclosure/licensing/last-year': '30',
        'disclosure/licensing/change': '4',
        'disclosure/licensing/decisions': '212',
        'disclosure/penalty/last-year': '16',
        'disclosure/penalty/change': '-3',
        'disclosure/penalty/decisions': '45'
      },
      { unit: '丙市人民政府', kind: 'government' }
    )
}
export type ReportName = keyof typeof REPORTS

/** What the rules on words say of a text in a report. */
export function rulesOn(name: string, text: string, at: Address = 'overview/requests', lastYear?: Values): string[] {
  const report = REPORTS[name as ReportName]()
  const last = lastYear && cleanReport(report.year - 1, lastYear, { unit: report.unit, kind: report.kind })
  return check({ ...report, values: { ...report.values, [at]: text } }, { lastYear: last })
    .filter(({ rule }) => /^(?:N-|Y-06|X-)/.test(rule) && !/X-1[07]/.test(rule))
    .map(({ rule }) => rule)
}

/** The right and the wrong side of a pair: the report and the text. */
export function sidesOf([reports, text]: Pair): { right: [string, string]; wrong: [string, string] } {
  const side = (i: number): [string, string] => [
    reports.split('|')[Math.min(i, reports.split('|').length - 1)] as string,
    text.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, ...sides) => sides[i])
  ]
  return { right: side(0), wrong: side(1) }
}
