'use client'
import { useFormSession, useJudged } from '@/components/form/session/session-context'
import { type Counts, countPages } from '@/report/workflow/counts'
import { useOpenRemarks } from './unit-remarks'

/** What is counted on each page of the form, as it stands now. */
export function useCounts(): Map<string, Counts> {
  const { template } = useFormSession()
  return countPages(template, useJudged(), useOpenRemarks())
}
