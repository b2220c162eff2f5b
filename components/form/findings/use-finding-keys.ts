'use client'
import { useEffect, useRef } from 'react'
import { cardId } from '@/components/form/session/cell-view'
import { useFormSession } from '@/components/form/session/session-context'
import { announce } from '@/components/ui/page/announce'
import { onPageKey } from '@/components/ui/page/page-key'
import { countsAs, isOpen, type Judged } from '@/report/answer'
import type { Template } from '@/report/template'
import { listPages, pageOfFinding } from '@/report/workflow/counts'

/**
 * F8 and Shift+F8 walk through all that is open, in the order of the panel and first on the page that is open; F7 leads from a cell to
 * what mends it and back.
 */
export function useFindingKeys(judged: readonly Judged[], part: string): void {
  const { goTo, template } = useFormSession()
  const last = useRef<string>(undefined)
  /** The cell F7 came from. */
  const came = useRef<string>(undefined)
  useEffect(() => {
    const inOrder = orderFrom(template, judged, part)
    const walk = (by: 1 | -1) => {
      const open = inOrder.filter((one) => isOpen(one) && one.finding.at[0] !== undefined)
      const place = document.activeElement?.getAttribute('name')
      const isHere = ({ finding }: Judged) => finding.at[0] === place
      // Several problems may lie in one field.
      const known = open.findIndex((one) => one.key === last.current && isHere(one))
      const here = known < 0 ? open.findIndex(isHere) : known
      const next = open.at(here < 0 ? (by > 0 ? 0 : -1) : (here + by) % open.length)
      if (!next) return
      last.current = next.key
      goTo(next.finding.at[0] ?? '')
      // A cell tells by itself what is wrong with it.
      if (!template.index.has(next.finding.at[0] ?? '')) announce('findings', next.finding.says)
    }
    const cross = () => {
      const from = document.activeElement
      const told = inOrder.find(({ key }) => document.getElementById(cardId(key))?.parentElement?.contains(from))
      if (told) return goTo(told.finding.at.includes(came.current ?? '') ? (came.current ?? '') : (told.finding.at[0] ?? ''))
      const place = from?.getAttribute('name') ?? ''
      const about = inOrder.filter(({ finding }) => finding.at.includes(place))
      const card = document.getElementById(cardId((about.find(isOpen) ?? about[0])?.key ?? ''))?.parentElement
      came.current = place
      const remedy = card?.querySelector<HTMLElement>('[data-remedies] button') ?? card?.querySelector<HTMLElement>('button')
      remedy?.focus()
      remedy?.scrollIntoView({ block: 'nearest' })
    }
    return onPageKey((event) => {
      if (event.key !== 'F7' && event.key !== 'F8') return
      event.preventDefault()
      if (event.key === 'F7') cross()
      else walk(event.shiftKey ? -1 : 1)
    })
  }, [judged, part, goTo, template])
}

/**
 * As the panel lists them, the page that is open first, then those after it and around again; what is not filled in after what is
 * wrong.
 */
export function orderFrom(template: Template, judged: readonly Judged[], part: string): Judged[] {
  const pages = listPages(template).map(({ key }) => key)
  const first = Math.max(pages.indexOf(part), 0)
  return [...pages.slice(first), ...pages.slice(0, first)].flatMap((page) => {
    const own = judged.filter((one) => pageOfFinding(template, one) === page)
    return [...own.filter((one) => countsAs(one) !== 'missing'), ...own.filter((one) => countsAs(one) === 'missing')]
  })
}
