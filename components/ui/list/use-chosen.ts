'use client'
import { useState } from 'react'

/** The lines of a list that are ticked, and the box above them that ticks all or none. */
export function useChosen(all: readonly number[], first: readonly number[] = []) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(first))
  const isWhole = all.length > 0 && chosen.size === all.length
  return {
    chosen,
    toggle: (id: number) => {
      const next = new Set(chosen)
      if (!next.delete(id)) next.add(id)
      setChosen(next)
    },
    whole: {
      'aria-label': '全选',
      checked: isWhole,
      indeterminate: chosen.size > 0 && !isWhole,
      onChange: () => setChosen(new Set(isWhole ? [] : all))
    }
  }
}
