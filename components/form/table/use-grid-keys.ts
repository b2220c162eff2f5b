'use client'
import { type FormEvent, type KeyboardEvent, useMemo } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import type { Address, Table } from '@/report/template'
import { useOpenSum } from './use-open-sum'

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

/** The table is one stop of the keyboard: the cell that had the focus last, at first the first. */
export function beginAtFirst(table: HTMLTableElement | null): void {
  const first = table?.querySelector('input')
  if (first) first.tabIndex = 0
}

/**
 * Movement as in a spreadsheet: arrows, Enter down (in an aggregate it opens the sum), Home, End; Esc puts back what stood there,
 * = takes the computed total. Where something has just been typed Tab goes on to the next cell to fill in, row by row; otherwise
 * it leaves the table.
 */
export function useGridKeys(table: Table) {
  const { form, write, live, template } = useFormSession()
  const places = useMemo(() => placesOf(table), [table])
  const openSum = useOpenSum()

  const onFocus = (field: HTMLInputElement) => {
    field.dataset.before = field.value
    delete field.dataset.typed
    for (const stop of field.closest('table')?.querySelectorAll<HTMLElement>('input[tabindex="0"]') ?? []) stop.tabIndex = -1
    field.tabIndex = 0
    field.select()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const { key, shiftKey } = event
    const at = field.name
    if (key === 'Enter' && openSum) {
      event.preventDefault()
      openSum(at)
    } else if (key === 'Escape' && field.dataset.before !== undefined && field.value !== field.dataset.before) {
      event.preventDefault()
      write([{ at, now: field.dataset.before }], 'typed')
      field.select()
    } else if (key === '=' && live.getCell(at).computed !== undefined) {
      event.preventDefault()
      if (form.getValues(at) !== '' && !field.readOnly) write([{ at, now: '' }], 'typed')
    } else if (key === 'Tab' && field.dataset.typed !== undefined) {
      const inOrder = [...new Set(places.flat())]
      const [before, after] = [inOrder.slice(0, inOrder.indexOf(at)), inOrder.slice(inOrder.indexOf(at) + 1)]
      const isFilledIn = (one: Address | undefined) => template.cells[template.index.get(one ?? '') ?? -1]?.role === 'input'
      const to = shiftKey ? before.findLast(isFilledIn) : after.find(isFilledIn)
      if (to) event.preventDefault()
      if (to) focusCell(event.currentTarget, to)
    } else if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter'].includes(key)) {
      if ((key === 'ArrowLeft' || key === 'ArrowRight') && !isAtEdge(field, key)) return
      if (shiftKey && key !== 'Enter') return
      const to = neighbour(places, at, key === 'Enter' ? (shiftKey ? 'ArrowUp' : 'ArrowDown') : key)
      event.preventDefault()
      if (to) focusCell(event.currentTarget, to)
    }
  }

  const onInput = ({ target }: FormEvent<HTMLElement>) => {
    if (target instanceof HTMLInputElement && target.dataset.typed === undefined) target.dataset.typed = ''
  }

  return { onFocus, onKeyDown, onInput }
}

function focusCell(table: HTMLElement, at: Address): void {
  table.querySelector<HTMLInputElement>(`[name="${CSS.escape(at)}"]`)?.focus()
}
