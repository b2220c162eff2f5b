'use client'
import { type RefObject, useEffect, useState } from 'react'
import { goalOf, MARK_CARD, MarkFacts, MarkName } from '@/components/document/mark'
import styles from '@/components/document/mark.module.css'
import { numberUnder } from '@/components/document/sheet-places'
import { listen } from '@/components/ui/listen'
import type { PrintedMark } from '@/report/layout/mark'

type CardPlace = { mark: PrintedMark; left: number; top: number }

const CARD_WIDTH = 320

/** What the tables say to the number under the pointer or with the focus; the Escape key puts it away. */
export function NumberCard({ sheet, numbers }: { sheet: RefObject<HTMLElement | null>; numbers: readonly PrintedMark[] }) {
  const [pointed, setPointed] = useState<CardPlace>()
  const [focused, setFocused] = useState<CardPlace>()
  useEffect(() => {
    const frame = sheet.current
    if (!frame) return
    const spotOf = (event: Event): CardPlace | undefined => {
      const found = numberUnder(event, numbers)
      if (!found) return undefined
      const [box, around] = [found.element.getBoundingClientRect(), frame.getBoundingClientRect()]
      const left = Math.max(0, Math.min(box.left - around.left - 12, around.width - CARD_WIDTH))
      return { mark: found.mark, left, top: box.bottom - around.top }
    }
    const putAway = () => {
      setPointed(undefined)
      setFocused(undefined)
    }
    const stop = listen(document, { keydown: ({ key }) => key === 'Escape' && putAway() })
    const stopHere = listen(frame, {
      // Over the card itself it stays, so that it can be read and copied.
      mouseover: (event) => !isCard(event.target) && setPointed(spotOf(event)),
      mouseleave: () => setPointed(undefined),
      focusin: (event) => setFocused(spotOf(event)),
      focusout: () => setFocused(undefined),
      // Where it leads is what is looked at now.
      click: (event) => !isCard(event.target) && putAway()
    })
    return () => {
      stop()
      stopHere()
    }
  }, [sheet, numbers])

  const spot = pointed ?? focused
  if (!spot) return null
  const { mark, left, top } = spot
  return (
    <div id={MARK_CARD} role="tooltip" className={styles.card} style={{ left, top }}>
      <MarkName mark={mark} />
      <MarkFacts mark={mark} cells={mark.cells} />
      {goalOf(mark) && <small>点选或按回车转到表中</small>}
    </div>
  )
}

const isCard = (target: EventTarget | null) => target instanceof Element && target.closest(`#${MARK_CARD}`) !== null
