import { type Answer, type Judged, judgeFindings } from '@/report/answer'
import { checkWith } from '@/report/check'
import type { Sheet } from '@/report/finding'

/** What the rules say of a report, every finding with the explanation and the waiver that hold for it. */
export function judge(sheet: Sheet, answers: readonly Answer[] = [], waivers: readonly Answer[] = []): Judged[] {
  return judgeFindings(sheet, checkWith(sheet), answers, waivers)
}
