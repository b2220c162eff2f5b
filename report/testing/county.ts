import type { ClaimVerdict } from '@/report/prose/claim'
import { findClaims } from '@/report/prose/find-claims'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { cleanReport } from './clean'

/**
 * For tests: a county's report whose figures all differ, so that a number linked to the wrong cell is seen.
 * 76 received, 4 carried in, 77 handled (33 + 12 + 4 + 16 + 6 + 6), 3 carried out; 9 reviews, 10 lawsuits (4 + 6).
 */
export function countyReport(text: string, more: Partial<Report> = {}): Report {
  const report = cleanReport(2024, FIGURES, { unit: '乙县人民政府', kind: 'government', ...more })
  return { ...report, values: { ...report.values, 'overview/requests': text } }
}

const SIGNS: Readonly<Record<ClaimVerdict, string>> = { agrees: '✓', contradicts: '✗', ambiguous: '?', 'other scope': '○', unlinked: '·' }

/** For tests: `76✓ 5✗`, the numbers of a text in the county's report with their verdicts. */
export function verdictsIn(text: string, more: Partial<Report> = {}): string {
  return findClaims(openSheet(countyReport(text, more)))
    .filter(({ at }) => at === 'overview/requests')
    .map((claim) => claim.text + SIGNS[claim.verdict])
    .join(' ')
}

const FIGURES = {
  'requests/received/person': '70',
  'requests/received/company': '5',
  'requests/received/welfare': '1',
  'requests/carried-in/person': '4',
  'requests/granted/person': '30',
  'requests/granted/company': '3',
  'requests/partial/person': '11',
  'requests/partial/company': '1',
  'requests/state-secret/person': '1',
  'requests/third-party/person': '2',
  'requests/administrative-query/person': '1',
  'requests/not-held/person': '12',
  'requests/not-held/welfare': '1',
  'requests/must-create/person': '3',
  'requests/petition/person': '4',
  'requests/repeated/person': '2',
  'requests/no-correction/person': '2',
  'requests/else/person': '3',
  'requests/else/company': '1',
  'requests/carried-out/person': '3',
  'disputes/review/upheld': '5',
  'disputes/review/corrected': '2',
  'disputes/review/other': '1',
  'disputes/review/pending': '1',
  'disputes/direct/upheld': '3',
  'disputes/direct/other': '1',
  'disputes/after-review/upheld': '4',
  'disputes/after-review/pending': '2',
  'disclosure/normative/made': '7',
  'disclosure/normative/repealed': '2',
  'disclosure/normative/valid': '41',
  'disclosure/licensing/decisions': '5120',
  'disclosure/penalty/decisions': '318',
  'disclosure/coercion/decisions': '22',
  'disclosure/fees/amount': '128.5'
}
