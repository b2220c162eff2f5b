import type { PrintedMark } from '@/report/layout/mark'
import type { Address } from '@/report/template'

/** What somebody pointed at: a place of the sheet and, in a text, the words selected there. */
export type Pointed = { at: Address; quote: string }

const elementsOf = (sheet: HTMLElement) => [...sheet.querySelectorAll<HTMLElement>('[data-at]')]

const placeOf = (node: Node | null): Address | undefined => {
  const element = node instanceof Element ? node : node?.parentElement
  return element?.closest<HTMLElement>('[data-at]')?.dataset.at
}

/** The place an event happened in; a number of the text stands for the cell it leads to, unless words are being selected. */
export function placeUnder({ target }: Event): Address | undefined {
  const leadsTo = target instanceof Element ? target.closest<HTMLElement>('[data-to]')?.dataset.to : undefined
  if (leadsTo !== undefined && window.getSelection()?.isCollapsed !== false) return leadsTo
  return target instanceof Node ? placeOf(target) : undefined
}

/** The number of a text an event happened in. */
export function numberUnder({ target }: Event, numbers: readonly PrintedMark[]): { mark: PrintedMark; element: HTMLElement } | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-number]') : null
  if (!element) return undefined
  const mark = numbers.find(({ at, start }) => at === placeOf(element) && start === Number(element.dataset.number))
  return mark && { mark, element }
}

/** Shows a number of a text in the middle of the screen, ready for the key that leads to its cell. */
export function showNumber(sheet: HTMLElement, { at, start }: PrintedMark): void {
  const shown = sheet.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"] [data-number="${start}"]`)
  shown?.scrollIntoView({ block: 'center', inline: 'nearest' })
  shown?.focus({ preventScroll: true })
}

/** The words selected in one text of the sheet, if they stand there so; the changed text is shown with the old one in it. */
export function readSelection(sheet: HTMLElement, texts: Readonly<Record<Address, string>>): Pointed | undefined {
  const selection = window.getSelection()
  const quote = selection?.toString().trim() ?? ''
  if (!selection || quote === '' || !selection.anchorNode || !sheet.contains(selection.anchorNode)) return undefined
  const at = placeOf(selection.anchorNode)
  if (at === undefined || at !== placeOf(selection.focusNode)) return undefined
  return { at, quote: texts[at]?.includes(quote) ? quote : '' }
}

/** Shows a place in the middle of the screen; a text nobody wrote has no place, its section stands for it. */
export function showPlace(sheet: HTMLElement, at: Address): void {
  const find = (place: string) => sheet.querySelector(`[data-at="${CSS.escape(place)}"]`)
  const shown = find(at) ?? find(at.split('/')[0] ?? '')
  shown?.scrollIntoView({ block: 'center', inline: 'nearest' })
}

/** The place beside another one: in reading order to the left and right, nearest on the sheet above and below. */
export function placeBeside(sheet: HTMLElement, at: Address | undefined, key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight') {
  const elements = elementsOf(sheet)
  const here = elements.findIndex(({ dataset }) => dataset.at === at)
  const from = elements[here]
  if (!from) return elements[0]?.dataset.at
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return (key === 'ArrowRight' ? elements.slice(here + 1) : elements.slice(0, here).reverse()).find(({ dataset }) => dataset.at !== at)
      ?.dataset.at
  }
  const box = from.getBoundingClientRect()
  const away = (element: HTMLElement) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const down = key === 'ArrowDown' ? top - box.bottom : box.top - bottom
    const beside = Math.max(0, left - (box.left + box.right) / 2, (box.left + box.right) / 2 - right)
    return down < -1 ? Number.POSITIVE_INFINITY : down + beside / 10
  }
  const nearest = elements.map((element) => ({ element, far: away(element) })).sort((a, b) => a.far - b.far)[0]
  return nearest && nearest.far < Number.POSITIVE_INFINITY ? nearest.element.dataset.at : at
}
