import { z } from 'zod'
import type { TemplateId } from '@/report/template'
import { templates } from '@/report/templates'
import { pageCut } from '@/report/understanding/page-cut'
import type { Published } from '@/server/files/foreign-report'

const identified = z.object({
  name: z.string().max(200),
  hash: z.string().regex(/^[\da-f]{64}$/),
  unit: z.string().max(400).optional(),
  year: z.number().int().optional(),
  fault: z.string().max(400).optional()
})
const text = z.string().max(400)
const compared = z.object({
  count: z.number().int().nonnegative(),
  deviations: z.array(z.object({ place: text, expected: text, found: text })).max(100)
})

/** Labelled JSON (docs/labelled-json.md); whoever goes on with it reads it with its own schema. */
const understood = z.looseObject({
  doubts: z.array(z.looseObject({ at: z.string(), why: z.string(), candidates: z.array(z.string()) }))
})

const reading = z.object({
  name: z.string().max(200),
  hash: z.string().regex(/^[\da-f]{64}$/),
  org: z.string().max(400).optional(),
  creditCode: z.string().max(18).optional(),
  year: z.number().int().optional(),
  template: z.custom<TemplateId>((id) => templates.some((one) => one.id === id)),
  values: z.record(z.string(), z.string()),
  doubts: z.array(
    z.object({
      at: z.string(),
      why: z.string(),
      candidates: z.array(z.string()),
      source: z.string().optional(),
      cut: pageCut.optional()
    })
  )
})

/** What the process does with a file, by name, and what its answer must look like. */
export const WORKS = { identify: identified, compare: z.array(compared), rows: z.array(z.array(z.string())), report: understood, reading }

/** What each is asked with beside the file. */
export type Works = {
  /** Whose report an uploaded form says its file is; `type`: the content type of the form. */
  identify: [type: string]
  /** How the file of an uploaded form differs from snapshots. */
  compare: [type: string, published: readonly Published[]]
  /** The rows of a list; `columns`: what the heading of its sheet names. */
  rows: [columns?: readonly string[]]
  /** A report of any origin, as understood, with every doubt. */
  report: []
  /** The same of the file of an uploaded form, as the form and the desk show it; `type`: its content type. */
  reading: [type: string]
}
export type Made<K extends keyof Works> = z.output<(typeof WORKS)[K]>
