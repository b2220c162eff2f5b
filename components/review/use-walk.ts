'use client'
import { type RefObject, useEffect, useState } from 'react'
import { showNumber, showPlace } from '@/components/document/sheet-places'
import type { PrintedMark } from '@/report/layout/mark'
import type { Address } from '@/report/template'
import type { Item, ViewName } from './views'

/** Where one is: a place of the sheet, and in a text perhaps a number. */
type Position = { place: Address | undefined; number?: PrintedMark }

/** The way through the lines of the views, and with them over the sheet. */
export function useWalk(sheet: RefObject<HTMLElement | null>, items: Record<ViewName, readonly Item[]>, first: ViewName) {
  const [view, setView] = useState(first)
  // Each view remembers where one was; the first time it begins at its first line.
  const [positions, setPositions] = useState<Partial<Record<ViewName, string>>>({})
  const list = items[view]
  const current = list.find(({ key }) => key === positions[view]) ?? list[0]
  const [shown, setShown] = useState<Position>({ place: view === 'changes' ? current?.at : undefined })
  const { place } = shown

  // Also where it was shown before: somebody scrolled away, as on a phone to the list itself.
  useEffect(() => {
    if (shown.number && sheet.current) showNumber(sheet.current, shown.number)
    else if (shown.place && sheet.current) showPlace(sheet.current, shown.place)
  }, [sheet, shown])

  const goTo = (at: Address | undefined) => setShown({ place: at })
  const select = (item: Item | undefined, inView = view) => {
    if (!item) return
    setPositions((before) => ({ ...before, [inView]: item.key }))
    setShown({ place: item.at, number: item.is === 'number' ? item.mark : undefined })
  }
  const move = (by: number) => {
    // Nothing was looked at yet: the first line comes first.
    const here = current && (place !== undefined || positions[view] !== undefined) ? list.indexOf(current) : -1
    select(list[Math.min(Math.max(here + by, 0), list.length - 1)])
  }
  const openView = (next: ViewName) => {
    setView(next)
    const there = items[next]
    select(there.find(({ key }) => key === positions[next]) ?? there[0], next)
  }
  /** Points at a place of the sheet; a comment that hangs there is shown in its list. */
  const point = (at: Address) => {
    goTo(at)
    // A text has many numbers, and a click on it means none of them.
    const inView = items[view].find((item) => item.at === at && item.is !== 'number')
    const commented = items.commented.find((item) => item.at === at)
    if (inView) select(inView)
    else if (commented) {
      setView('commented')
      select(commented, 'commented')
    }
  }
  return { view, list, current, place, goTo, select, move, openView, point }
}
