'use client'
import { type KeyboardEvent, useMemo } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import type { Address, Table } from '@/report/template'

/** Value cells by row and drawn column; headings and labels leave gaps. */
type Places = (Address | undefined)[][]

function placesOf(table: Table): Places {
  const { rows, columns } = drawTable(table)
  const grid = layGrid(
    rows.map(({ cells }) => cells),
    columns
  )
  return grid.map((line) => line.map(({ cell }) => cell.at)).filter((line) => line.some(Boolean))
}

/** Where a key leads from a cell; undefined if it stays. */
function neighbour(places: Places, from: Address, key: string): Address | undefined {
  const row = places.findIndex((line) => line.includes(from))
  const line = places[row] ?? []
  const column = line.indexOf(from)
  const cells = [...new Set(line.filter((at) => at !== undefined))]
  const place = cells.indexOf(from)
  if (key === 'ArrowLeft') return cells[place - 1]
  if (key === 'ArrowRight') return cells[place + 1]
  if (key === 'Home') return cells[0]
  if (key === 'End') return cells.at(-1)
  return places[key === 'ArrowUp' ? row - 1 : row + 1]?.[column]
}

/** Left and right move between cells only when they would not move within the text. */
function isAtEdge({ selectionStart, selectionEnd, value }: HTMLInputElement, key: string): boolean {
  const isAllSelected = selectionStart === 0 && selectionEnd === value.length
  return isAllSelected || (selectionStart === selectionEnd && selectionStart === (key === 'ArrowLeft' ? 0 : value.length))
}

/** Movement as in a spreadsheet: arrows, Enter down, Home, End; Esc puts back what stood there, = takes the computed total. */
export function useGridKeys(table: Table) {
  const { form, write, live } = useFormSession()
  const places = useMemo(() => placesOf(table), [table])

  const onFocus = (field: HTMLInputElement) => {
    field.dataset.before = field.value
    field.select()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const { key, shiftKey } = event
    const at = field.name
    if (key === 'Escape' && field.dataset.before !== undefined && field.value !== field.dataset.before) {
      event.preventDefault()
      write([{ at, now: field.dataset.before }], 'typed')
      field.select()
    } else if (key === '=' && live.getCell(at).computed !== undefined) {
      event.preventDefault()
      if (form.getValues(at) !== '' && !field.readOnly) write([{ at, now: '' }], 'typed')
    } else if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter'].includes(key)) {
      if ((key === 'ArrowLeft' || key === 'ArrowRight') && !isAtEdge(field, key)) return
      if (shiftKey && key !== 'Enter') return
      const to = neighbour(places, at, key === 'Enter' ? (shiftKey ? 'ArrowUp' : 'ArrowDown') : key)
      event.preventDefault()
      if (to) event.currentTarget.querySelector<HTMLInputElement>(`[name="${CSS.escape(to)}"]`)?.focus()
    }
  }

  return { onFocus, onKeyDown }
}
