import { basisOf, type Finding, keyOf, type Sheet } from './finding'

/** 说明: a written explanation of a finding. It holds while `basis` does: change a value and it lapses. */
export type Answer = { finding: string; basis: string; text: string; by: string; on: Date }

export const SHORTEST_ANSWER = 4

export type Judged = {
  finding: Finding
  key: string
  basis: string
  answer?: Answer
  /** An explanation given for other values; shown so that it need not be typed again. */
  lapsed?: Answer
  /** 免予核对: an administrator's word that it need not hold, for these values. */
  waiver?: Answer
}

/** Every finding with the explanation and the waiver that hold for it. Of several for a finding the last counts. */
export function judgeFindings(
  sheet: Sheet,
  findings: readonly Finding[],
  answers: readonly Answer[],
  waivers: readonly Answer[]
): Judged[] {
  const byKey = new Map(answers.map((answer) => [answer.finding, answer]))
  return findings.map((finding) => {
    const key = keyOf(finding)
    const basis = basisOf(finding, sheet)
    const given = byKey.get(key)
    const waiver = waivers.findLast((one) => one.finding === key && one.basis === basis)
    return given?.basis === basis ? { finding, key, basis, answer: given, waiver } : { finding, key, basis, lapsed: given, waiver }
  })
}

/** Whether a written explanation can settle it: warnings, and errors that allow an override. */
export function isExplainable({ level, override }: Finding): boolean {
  return level === 'warning' || (level === 'error' && override === true)
}

/** What a finding counts as. */
export type Counted = 'error' | 'warning' | 'missing' | 'explained' | 'note'

/**
 * What a finding counts as, always one thing: whatever counts, lists or colours findings asks here. A note stays one whatever is said to
 * it.
 */
export function countsAs({ finding, answer, waiver }: Judged): Counted {
  if (finding.level === 'note') return 'note'
  if (waiver || (answer && isExplainable(finding))) return 'explained'
  return finding.missing ? 'missing' : finding.level
}

/** Whether it still stands in the way of a submission. */
export function isOpen(judged: Judged): boolean {
  return !['explained', 'note'].includes(countsAs(judged))
}
