import { z } from 'zod'

/** A cell as a page shows it: a number, a text with remarks, or nothing. */
const cell = z.union([z.number(), z.string(), z.null()])
const row = z.array(cell)

/**
 * A published report as labelled JSON (docs/labelled-json.md): figures keyed by the labels of the page, exactly as
 * published, null for a blank cell. Unknown keys are ignored.
 */
export const labelled = z.object({
  org: z.string('缺少单位名称（org）').trim().min(1, '缺少单位名称（org）'),
  year: z.number('缺少年度（year）').int('年度（year）应为整数'),
  scope: z.string().optional(),
  published: z.string().optional(),
  headings: z.array(z.string()).optional(),
  columns: z.array(z.string()).optional(),
  table2: z.record(z.string(), z.record(z.string(), cell)).optional(),
  table3: z.record(z.string(), row).optional(),
  table4: z.record(z.string(), row).optional(),
  preamble: z.string().optional(),
  narrative: z.string().optional(),
  narrative_complete: z.boolean().optional(),
  problems: z.string().optional(),
  otherNarrative: z.string().optional(),
  parts: z.record(z.string(), z.string()).optional(),
  tableNotes: z.record(z.string(), z.string()).optional(),
  doubts: z.array(z.object({ at: z.string() })).optional()
})

/** Labelled JSON as it was read. */
export type Labelled = z.infer<typeof labelled>

/** What a cell and a row of labelled JSON hold. */
export type ShownCell = z.infer<typeof cell>
export type ShownRow = z.infer<typeof row>
