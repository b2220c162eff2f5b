'use client'
import { useOpenRemarks } from '@/components/review/unit-remarks'
import { type Counts, countPages } from '@/report/counts'
import { useDesk, useJudged } from './desk-context'

/** What is counted on each page of the form, as it stands now. */
export function useCounts(): Map<string, Counts> {
  const { template } = useDesk()
  return countPages(template, useJudged(), useOpenRemarks())
}
