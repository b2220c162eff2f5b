'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { placeUnder } from '@/components/document/sheet-places'
import type { Address } from '@/report/template'

/** A click on the sheet points at its place; selecting words there does too, and keeps them selected. */
export function usePicking(sheet: RefObject<HTMLElement | null>, point: (at: Address) => void): void {
  const latest = useRef(point)
  latest.current = point
  useEffect(() => {
    const element = sheet.current
    const onClick = (event: MouseEvent) => {
      const at = placeUnder(event)
      // A number of the text is a link; the sheet itself shows where it leads.
      if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
      if (at !== undefined) latest.current(at)
    }
    element?.addEventListener('click', onClick)
    return () => element?.removeEventListener('click', onClick)
  }, [sheet])
}
