import { cellsOf } from '@/report/meaning'
import { SUBJECTS } from '@/report/prose/subjects'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'

/** A member of an aggregate as its prose may speak of it: its figures in the last decimal, none where its report is not counted. */
export type MemberFigures = { name: string; figures?: Readonly<Record<Address, number>> }

/** The cells that prose can speak of, once each: what is known of every member is handed to a page, and is kept short. */
export const spokenCells = remember((template: string): readonly Address[] => {
  const form = openTemplate(template as TemplateId)
  return [...new Set(SUBJECTS.flatMap(({ reads }) => reads.flatMap((sum) => cellsOf(form, sum))))]
})
