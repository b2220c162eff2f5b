'use client'
import { TableFrame } from '@/components/ui/table-frame'
import { placeName } from '@/report/finding'
import { printCell } from '@/report/input'
import { drawTable } from '@/report/layout/drawing'
import type { Address, Table, Template } from '@/report/template'
import type { Decisions, ImportPlace } from '@/report/understanding/plan-import'
import { COMPARISONS } from './comparison'
import styles from './import-review.module.css'

type Shown = { template: Template; places: readonly ImportPlace[]; decided: Decisions }

/** What will stand in a place, and what the file says instead. */
function shownAt({ at, is, was, now, doubt }: ImportPlace, decided: Decisions): { text: string; beside?: string } {
  const choice = decided.get(at)
  if (choice !== undefined) return { text: choice, beside: was }
  if (is === 'different') return { text: was, beside: now }
  return { text: is === 'new' || is === 'same' ? now : was, beside: doubt?.candidates[0] }
}

/** A table of the form with what the file says of each cell, by colour and by sign. */
export function ImportTable({ template, table, places, decided }: Shown & { table: Table }) {
  const byAddress = new Map(places.map((place) => [place.at, place]))
  return (
    <TableFrame name={`文件中的${table.name}`} least={640}>
      <table className={styles.table}>
        <tbody>
          {drawTable(table).rows.map(({ cells }, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a form never move
            <tr key={r}>
              {cells.map(({ at, is, text, colspan, rowspan }, c) =>
                at === undefined ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do its labels
                  <th key={c} colSpan={colspan} rowSpan={rowspan} scope={is === 'label' ? 'row' : 'col'}>
                    {text}
                  </th>
                ) : (
                  <ComparedCell key={at} template={template} at={at} place={byAddress.get(at)} decided={decided} colSpan={colspan} />
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function ComparedCell({
  template,
  at,
  place,
  decided,
  colSpan
}: {
  template: Template
  at: Address
  place: ImportPlace | undefined
  decided: Decisions
  colSpan: number
}) {
  if (!place) return <td colSpan={colSpan} />
  const { sign, words } = COMPARISONS[place.is]
  const kind = template.cells[template.index.get(at) ?? -1]?.kind ?? 'count'
  const { text, beside } = shownAt(place, decided)
  return (
    <td colSpan={colSpan} data-is={place.is} title={`${placeName(template, at)}：${words}`}>
      {printCell(text, kind)} {beside && <del>{beside}</del>}
      <small aria-hidden>{sign}</small>
      <span className="unseen">{words}</span>
    </td>
  )
}

/** The texts of a page as the file has them, each with what stands there if that is another. */
export function ImportTexts({ template, places, decided }: Shown) {
  const texts = places.filter(({ at, is }) => !template.index.has(at) && is !== 'missing')
  return texts.map((place) => {
    const { sign, words } = COMPARISONS[place.is]
    const { text, beside } = shownAt(place, decided)
    return (
      <div key={place.at} className={styles.text} data-is={place.is}>
        <b>
          {sign} {words} · {placeName(template, place.at)}
        </b>
        <p>{text}</p>
        {beside && (
          <p>
            <del>{beside}</del>
          </p>
        )}
      </div>
    )
  })
}
