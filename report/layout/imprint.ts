import { printDay } from '@/report/workflow/dates'
import { breakLines } from './measure'
import { COPIES, PAPER } from './paper'

/**
 * 公文要素: what an official document carries beside its text (GB/T 9704). A text that is empty is not printed.
 * `date`: 成文日期, yyyy-mm-dd. `isSealed`: room is left for 印章. `isPublic`: 发文字号 and 成文日期 are shown to everybody.
 */
export type Imprint = { number: string; signer: string; date: string; copies: string; isSealed: boolean; isPublic: boolean }

export const NO_IMPRINT: Imprint = { number: '', signer: '', date: '', copies: '', isSealed: false, isPublic: false }

/** What the public sees of it: nothing unless it was chosen, and never who signed. */
export function publicImprint({ number, date, isSealed, isPublic }: Imprint): Imprint {
  return isPublic ? { ...NO_IMPRINT, number, date, isSealed, isPublic } : NO_IMPRINT
}

/** A line at the right edge; `indent` is how many characters stay free there. */
export type SignatureLine = { text: string; indent: number }

/** 2025年1月16日, or what is left free for it to be written by hand. */
export function printDate(date: string): string {
  return date === '' ? '　　　　年　　月　　日' : printDay(date)
}

/**
 * 署名 and 成文日期, without a seal as 7.3.5.2 of the standard has them, with one as 7.3.5.1. A long name comes in several
 * lines, each in the middle of the longest.
 */
export function signLines(unitLines: readonly string[], { date, isSealed }: Pick<Imprint, 'date' | 'isSealed'>): SignatureLine[] {
  const day = printDate(date)
  const [wide, narrow] = [Math.max(...unitLines.map(widthOf)), widthOf(day)]
  const [first, second] = isSealed ? sealedIndents(wide, narrow) : plainIndents(wide, narrow)
  return [...unitLines.map((text) => ({ text, indent: first + (wide - widthOf(text)) / 2 })), { text: day, indent: second }]
}

/** 署名 two characters from the edge, the date beginning two characters further in. */
function plainIndents(unit: number, date: number): [number, number] {
  const room = unit - date
  return room >= 2 ? [2, room] : [4 - room, 2]
}

/** The date four characters from the edge, 署名 in the middle above it: the seal covers both. */
function sealedIndents(unit: number, date: number): [number, number] {
  const first = Math.max(2, 4 + (date - unit) / 2)
  return [first, first + (unit - date) / 2]
}

const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character <= '~' ? 0.5 : 1), 0)

/** 抄送 as it is printed: a character free at its left, a full stop after its organs. */
export function printCopies(copies: string): string {
  return `　抄送：${copies.replace(/。$/, '')}。`
}

/** The height of 抄送 between its two lines, in points. */
export function heightOfCopies(text: string): number {
  const room = PAPER.width / COPIES.size - COPIES.hang - 1
  return breakLines(text.slice(COPIES.hang), room).length * COPIES.pitch + 2 * COPIES.padding
}

/** The first line of a file that carries 发文字号 or 签发人, above its title. */
export type Letterhead = Pick<Imprint, 'number' | 'signer'>

/** That line as one text: at its left 发文字号, at its right 签发人. */
export function printLetterhead({ number, signer }: Letterhead): string {
  return signer ? `${number}\t签发人：${signer}` : number
}

const TITLE = /政府信息公开工作年度报告$/
const DATE = /^\d{4}年\d{1,2}月\d{1,2}日$/

/** The title of a file of ours; above it stands 版头, if there is one. */
export function titleIn(paragraphs: readonly string[]): string | undefined {
  return paragraphs.slice(0, 3).find((text) => TITLE.test(text)) ?? paragraphs[0]
}

/** The paragraphs of a file of ours without 封面, 版头, 署名, 成文日期 and 抄送: what the report itself says. */
export function withoutImprint(paragraphs: readonly string[]): readonly string[] {
  const bare = (text = '') => text.replace(/\s/g, '')
  const titled = paragraphs.findLastIndex((text, i) => i < MOST_BEFORE && TITLE.test(text))
  const inside = paragraphs.slice(Math.max(0, titled))
  const last = /^\s*抄送：.*。$/s.test(inside.at(-1) ?? '') ? -1 : inside.length
  const kept = inside.slice(0, last)
  const signed = DATE.test(bare(kept.at(-1)))
    ? SIGNED_LINES.find((count) => kept.length > count + 1 && bare(kept[0]).startsWith(bare(kept.slice(-1 - count, -1).join(''))))
    : undefined
  return signed === undefined ? kept : kept.slice(0, -1 - signed)
}

/** Lines a name may come in. */
const SIGNED_LINES = [1, 2, 3, 4]

/** Paragraphs that may stand before the title: those of 封面, and 版头. */
const MOST_BEFORE = 5
