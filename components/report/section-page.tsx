'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { listOpenings } from '@/report/opening'
import { summariseSections } from '@/report/summary'
import { type Address, noteAddress, partAddress, preamble, type Section, type Table } from '@/report/template'
import { printValue } from '@/report/values'
import { useCanEdit, useDesk, useJudged } from './desk-context'
import { Narrative } from './narrative'
import styles from './report-form.module.css'
import { SectionState } from './section-nav'
import { TableGrid } from './table-grid'

/** One page of the form: the overview, the preamble, a table or a section of prose. */
export function SectionPage({ part, onOpen }: { part: string; onOpen: (key: string) => void }) {
  const { template } = useDesk()
  const section = template.sections.find(({ key }) => key === part)
  if (section?.table) return <TableSection section={section} table={section.table} />
  if (section) return <ProseSection section={section} />
  if (part === preamble.key) {
    return (
      <>
        <h2>引言</h2>
        <Narrative part={preamble} at={preamble.key} />
      </>
    )
  }
  return <SummaryPage onOpen={onOpen} />
}

function SummaryPage({ onOpen }: { onOpen: (key: string) => void }) {
  const { template } = useDesk()
  const judged = useJudged()
  return (
    <section className={styles.summary}>
      <h2>概览</h2>
      <table>
        <tbody>
          {summariseSections(template, judged).map(({ section, summary }) => (
            <tr key={section.key}>
              <th scope="row">
                <Button variant="transparent" px={0} onClick={() => onOpen(section.key)}>
                  {section.heading}
                </Button>
              </th>
              <td>
                <SectionState {...summary} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ProseSection({ section }: { section: Section }) {
  return (
    <>
      <h2>{section.heading}</h2>
      {section.parts?.map((part) => (
        <Narrative key={part.key} part={part} at={partAddress(section, part)} />
      ))}
    </>
  )
}

function TableSection({ section, table }: { section: Section; table: Table }) {
  const { live } = useDesk()
  const canEdit = useCanEdit()
  const [showsLast, setShowsLast] = useState(false)
  const last = live.getView().sheet.last
  const lastYear =
    showsLast && last
      ? (at: Address) => (last.template.index.has(at) ? printValue(last.template, last.report.values, last.amounts, at) : '')
      : undefined
  return (
    <>
      <h2>{section.heading}</h2>
      <div className={styles.tools}>
        {last && (
          <Button size="compact-sm" variant="default" aria-pressed={showsLast} onClick={() => setShowsLast(!showsLast)}>
            {showsLast ? '隐藏上年' : '显示上年'}
          </Button>
        )}
        {canEdit && <FillTools table={table} />}
      </div>
      <TableGrid key={table.key} table={table} label={section.heading} lastYear={lastYear} />
      <div className={styles.note}>
        <Narrative
          part={{ key: 'note', name: '表下注释', help: '印在表格下方，可不填，如“注：数据含上年度结转”。', optional: true }}
          at={noteAddress(table)}
        />
      </div>
    </>
  )
}

/** What can be filled without typing: blanks with 0, opening balances from last year's report. Each is one step to undo. */
function FillTools({ table }: { table: Table }) {
  const { template, form, write, live } = useDesk()
  useJudged()
  const texts = form.getValues()
  const blank = template.cells.filter((cell) => cell.table === table && cell.role === 'input' && (texts[cell.at] ?? '').trim() === '')
  const openings = listOpenings(live.getView().sheet).filter(({ at, text }) => at.startsWith(`${table.key}/`) && texts[at] !== text)
  return (
    <>
      {openings.length > 0 && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() =>
            write(
              openings.map(({ at, text }) => ({ at, now: text })),
              'carried'
            )
          }
        >
          填入上年结转数据（{openings.length} 格）
        </Button>
      )}
      {blank.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            write(
              blank.map(({ at }) => ({ at, now: '0' })),
              'typed'
            )
          }
        >
          本表其余 {blank.length} 个未填的格填 0
        </Button>
      )}
    </>
  )
}
