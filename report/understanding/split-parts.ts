import { sectionOf } from '@/report/finding'
import { bareLabel } from '@/report/reading/read-labels'
import type { Address, Template } from '@/report/template'
import type { Values } from '@/report/values'
import { divideParts } from './find-texts'

/**
 * A text pasted into one part of a section that has the headings of several: each part with its own text. Undefined if it
 * has not, or if any of these parts holds a text already: nothing is replaced.
 */
export function splitParts(template: Template, at: Address, text: string, standing: Values): { at: Address; now: string }[] | undefined {
  const section = sectionOf(template, at)
  if (!section?.parts || section.parts.length < 2 || !text.includes('\n')) return undefined
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
  const own = lines.filter((line) => line !== '' && bareLabel(line) !== bareLabel(section.heading))
  const parts = Object.entries(divideParts(section, own)).map(([place, now]) => ({ at: place, now }))
  if (parts.length < 2 || parts.some((part) => (standing[part.at] ?? '').trim() !== '')) return undefined
  return parts
}
