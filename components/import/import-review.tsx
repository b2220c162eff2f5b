'use client'
import { Checkbox } from '@mantine/core'
import type { Address, Template } from '@/report/template'
import { type Decisions, type ImportPage, type ImportPlan, nameDoubt } from '@/report/understanding/plan-import'
import { listPages } from '@/report/workflow/counts'
import { COMPARISON_NAMES, COMPARISONS, countPlaces } from './comparison'
import { DecisionList } from './decision-list'
import styles from './import-review.module.css'
import { ImportTable, ImportTexts } from './import-sheet'
import { SourcePiece } from './source-piece'

/** What was understood of a file, drawn as the form: which pages are taken over, and what somebody has to decide. */
export function ImportReview({
  template,
  plan,
  chosen,
  decided,
  onChoose,
  onDecide
}: {
  template: Template
  plan: ImportPlan
  chosen: ReadonlySet<string>
  decided: Decisions
  onChoose: (page: string, isChosen: boolean) => void
  onDecide: (at: Address, text: string | undefined) => void
}) {
  const all = plan.pages.flatMap(({ places }) => places)
  return (
    <>
      <ul className={styles.legend} aria-label="图例">
        {COMPARISON_NAMES.map((is) => (
          <li key={is} data-is={is}>
            {COMPARISONS[is].sign} {COMPARISONS[is].words} {all.filter((place) => place.is === is).length} 处
          </li>
        ))}
      </ul>
      <Notes template={template} notes={plan.notes} />
      {plan.pages.map((page) => (
        <PageReview
          key={page.key}
          template={template}
          page={page}
          isChosen={chosen.has(page.key)}
          decided={decided}
          onChoose={onChoose}
          onDecide={onDecide}
        />
      ))}
    </>
  )
}

function PageReview({
  template,
  page,
  isChosen,
  decided,
  onChoose,
  onDecide
}: {
  template: Template
  page: ImportPage
  isChosen: boolean
  decided: Decisions
  onChoose: (page: string, isChosen: boolean) => void
  onDecide: (at: Address, text: string | undefined) => void
}) {
  const { key, places, notes } = page
  const heading = listPages(template).find((one) => one.key === key)?.heading ?? key
  const table = template.sections.find((section) => section.key === key)?.table
  const counts = countPlaces(places)
  return (
    <section className={styles.page} aria-label={heading}>
      <div className={styles.head}>
        <Checkbox label={heading} checked={isChosen} onChange={({ target }) => onChoose(key, target.checked)} />
        <span>{counts.length > 0 ? counts.map(({ says }) => says).join('，') : '文件中没有内容'}</span>
      </div>
      <Notes template={template} notes={notes} />
      <DecisionList template={template} places={places} decided={decided} onDecide={onDecide} />
      {table && places.some(({ at }) => template.index.has(at)) && (
        <ImportTable template={template} table={table} places={places} decided={decided} />
      )}
      <ImportTexts template={template} places={places} decided={decided} />
    </section>
  )
}

function Notes({ template, notes }: Pick<ImportPage, 'notes'> & { template: Template }) {
  if (notes.length === 0) return null
  return (
    <ul className={styles.notes} aria-label="请核对">
      {notes.map((note, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two doubts may say the same, and none moves
        <li key={i}>
          ▲ {nameDoubt(template, note)}：{note.why}
          <SourcePiece source={note.source} cut={note.cut} />
        </li>
      ))}
    </ul>
  )
}
