'use client'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import marks from '@/components/document/mark.module.css'
import { showWords } from '@/components/document/mark-words'
import { useFormSession } from '@/components/form/session/session-context'
import { listen } from '@/components/ui/listen'
import { announce } from '@/components/ui/page/announce'
import type { Address } from '@/report/template'
import { splitParts } from '@/report/understanding/split-parts'
import { LastText } from './last-text'
import { MarkCard } from './mark-card'
import { MemberTexts } from './member-texts'
import styles from './prose.module.css'
import type { Caret } from './prose-plain'
import { proseAttributes } from './prose-static'
import { ProseView, type Spot } from './prose-view'
import { TokenPicker } from './token-picker'

/** The editor of one field of prose, with what belongs to the number at hand. Loaded only where prose is edited. */
export default function ProseEditor({
  at,
  caret: plain,
  onOpen
}: {
  at: Address
  /** Where somebody is typing already. */
  caret: RefObject<Caret | undefined>
  onOpen: (prose: ProseView | undefined) => void
}) {
  const { form, live, template, write, endTyping, undo, redo, data } = useFormSession()
  const frame = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const [prose, setProse] = useState<ProseView>()
  const [pointed, setPointed] = useState<Spot>()
  const [caret, setCaret] = useState<Spot>()
  /** A card that has the focus, or is written in, stays wherever pointer and caret go. */
  const [held, setHeld] = useState<Spot>()
  /** The key that asked for a number of the tables, while one is being picked. */
  const [picking, setPicking] = useState<string>()

  const putAway = useRef<() => boolean>(() => false)

  // Before anything is painted: the text that stood here must not be missing for a moment.
  useLayoutEffect(() => {
    if (!place.current) return
    const view = new ProseView(place.current, {
      text: form.getValues(at),
      attributes: { ...proseAttributes(at), class: `${styles.prose} ${marks.marked}`, spellcheck: 'false' },
      read: () => live.readProse(at),
      onText: (text) => {
        // Where the pointer happens to rest must not cover what is typed.
        setPointed(undefined)
        form.setValue(at, text)
      },
      onPause: endTyping,
      onUndo: undo,
      onRedo: redo,
      onCaret: setCaret,
      onEscape: () => putAway.current(),
      onPoint: setPointed,
      onPick: setPicking,
      onPaste: (text) => {
        const parts = splitParts(template, at, text, form.getValues())
        if (!parts) return false
        write(parts, 'pasted')
        announce('results', `已按标题分到 ${parts.length} 个小项，可以用 Ctrl+Z 撤销`)
        return true
      }
    })
    const stops = [
      form.subscribe({ name: at, formState: { values: true }, callback: ({ values }) => view.adopt(values[at] ?? '') }),
      live.subscribe(() => view.refresh()),
      () => view.destroy()
    ]
    setProse(view)
    onOpen(view)
    if (plain.current) view.select(plain.current.from, plain.current.to)
    plain.current = undefined
    return () => {
      onOpen(undefined)
      for (const stop of stops) stop()
    }
  }, [at, form, live, template, write, endTyping, undo, redo, onOpen, plain])

  const spot = held ?? pointed ?? caret
  const shown = spot && keyOfSpot(spot)
  /** The number whose card was put away; until another one is at hand. */
  const [away, setAway] = useState<string>()
  const isAway = shown !== undefined && shown === away
  putAway.current = () => {
    if (shown === undefined || isAway) return false
    setAway(shown)
    setHeld(undefined)
    return true
  }
  useEffect(() => setAway((before) => (before === shown ? before : undefined)), [shown])
  // The pointer may rest on a number while the focus is elsewhere.
  useEffect(() => (pointed ? listen(document, { keydown: ({ key }) => key === 'Escape' && putAway.current() }) : undefined), [pointed])
  const { mark } = caret ?? {}
  const said = mark?.judged && `文中“${mark.text}” ${showWords(mark)}${mark.says ? `：${mark.says}` : ''}`
  useEffect(() => {
    if (said) announce('findings', said)
  }, [said])

  // What belongs to a number goes when pointer and focus leave, not when they go over to it.
  useEffect(() => {
    const onPointerAway = () => setPointed(undefined)
    const onFocusAway = ({ relatedTarget }: FocusEvent) => {
      // In a window that is left the focus stays where it is.
      const isInside = [relatedTarget, document.activeElement].some((one) => one instanceof Node && frame.current?.contains(one))
      if (!isInside) setCaret(undefined)
    }
    const listening = frame.current
    listening?.addEventListener('mouseleave', onPointerAway)
    listening?.addEventListener('focusout', onFocusAway)
    return () => {
      listening?.removeEventListener('mouseleave', onPointerAway)
      listening?.removeEventListener('focusout', onFocusAway)
    }
  }, [])

  return (
    <>
      <div ref={frame} className={styles.frame}>
        <div ref={place} className={styles.prose} />
        {prose && spot && !isAway && picking === undefined && (
          <MarkCard
            key={shown}
            spot={spot}
            prose={prose}
            onAway={() => putAway.current()}
            onHold={(isHeld) => {
              setHeld(isHeld ? spot : undefined)
              if (!isHeld) setPointed(undefined)
            }}
          />
        )}
        {prose && picking !== undefined && (
          <TokenPicker
            spot={prose.caretSpot()}
            onPick={(picked) => {
              setPicking(undefined)
              prose.insertToken(picked)
            }}
            onLeave={() => setPicking(undefined)}
            onEscape={() => {
              setPicking(undefined)
              prose.insertText(picking)
            }}
          />
        )}
      </div>
      <LastText at={at} />
      {data.sums && <MemberTexts at={at} />}
    </>
  )
}

const keyOfSpot = ({ mark }: Spot) => `${mark.start} ${mark.text}`
