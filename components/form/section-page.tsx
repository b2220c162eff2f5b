'use client'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useOpenRemarks } from '@/components/form/findings/unit-remarks'
import { useCounts } from '@/components/form/findings/use-counts'
import { Narrative } from '@/components/form/prose/narrative'
import { proseId } from '@/components/form/prose/prose-static'
import { useCanEdit, useFormSession, useJudged } from '@/components/form/session/session-context'
import { TableGrid } from '@/components/form/table/table-grid'
import { addressLastYear, amountAt } from '@/report/finding'
import { type Address, type Cell, noteAddress, type Part, partAddress, preamble, type Section, type Table } from '@/report/template'
import { printNumber, printValue } from '@/report/values'
import { type Counts, countFindings, countOpen, listPages, OVERVIEW, pageOfFinding } from '@/report/workflow/counts'
import { listOpenings, readLastYear } from '@/report/workflow/opening'
import { tellSum } from '@/report/workflow/tell-sum'
import { PageState } from './page-state'
import styles from './report-form.module.css'
import { useHasNoPreamble } from './section-nav'

/** One page of the form: the overview, the preamble, a table or a section of prose. */
export function SectionPage({ part, onOpen }: { part: string; onOpen: (key: string) => void }) {
  const { template } = useFormSession()
  const section = template.sections.find(({ key }) => key === part)
  if (section?.table) return <TableSection section={section} table={section.table} />
  if (section) return <ProseSection section={section} />
  if (part === preamble.key) return <LoneText heading={preamble.name} part={preamble} at={preamble.key} />
  return <SummaryPage onOpen={onOpen} />
}

function SummaryPage({ onOpen }: { onOpen: (key: string) => void }) {
  const { template } = useFormSession()
  const judged = useJudged()
  const open = useOpenRemarks()
  const counts = useCounts()
  const hasNoPreamble = useHasNoPreamble()
  const whole = countFindings(
    judged.filter((one) => pageOfFinding(template, one) === OVERVIEW.key),
    open.filter(({ at }) => at === '')
  )
  return (
    <section className={styles.summary}>
      <h2>概览</h2>
      <table>
        <tbody>
          {countOpen(whole) > 0 && (
            <tr>
              <th scope="row">整份年报</th>
              <td>
                <PageState {...whole} />
              </td>
            </tr>
          )}
          {listPages(template)
            .filter(({ key }) => key !== OVERVIEW.key)
            .map(({ key, heading }) => (
              <tr key={key}>
                <th scope="row">
                  <Button variant="transparent" px={0} onClick={() => onOpen(key)}>
                    {heading}
                  </Button>
                </th>
                <td>
                  <PageState {...(counts.get(key) as Counts)} isEmpty={key === preamble.key && hasNoPreamble} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}

function ProseSection({ section }: { section: Section }) {
  const [first, ...others] = section.parts ?? []
  if (first && others.length === 0) return <LoneText heading={section.heading} part={first} at={partAddress(section, first)} />
  return (
    <>
      <h2>{section.heading}</h2>
      {section.parts?.map((part) => (
        <Narrative key={part.key} part={part} at={partAddress(section, part)} />
      ))}
    </>
  )
}

/** A page of one text: the heading of the page is that of its field. */
function LoneText({ heading, part, at }: { heading: string; part: Part; at: Address }) {
  return (
    <>
      <h2 id={`${proseId(at)}-label`}>{heading}</h2>
      <Narrative key={at} part={part} at={at} isNamedAbove />
    </>
  )
}

function TableSection({ section, table }: { section: Section; table: Table }) {
  const { live, template, data } = useFormSession()
  const canEdit = useCanEdit()
  const [showsLast, setShowsLast] = useState(false)
  const { last } = live.getView().sheet
  const read = useMemo(() => readLastYear({ template, last }), [template, last])
  const printLast = ({ at, kind }: Cell) => {
    const [amount, before] = [read(at), addressLastYear({ template, last }, at)]
    // As it was written then, with its unit; what had to be added up is printed anew.
    return last && amount === amountAt(last, before)
      ? printValue(last.template, last.report.values, last.amounts, before)
      : printNumber(amount, kind)
  }
  return (
    <>
      <h2>{section.heading}</h2>
      <div className={styles.tools}>
        {last && (
          <Button
            size="compact-sm"
            variant={showsLast ? 'filled' : 'default'}
            aria-pressed={showsLast}
            onClick={() => setShowsLast(!showsLast)}
          >
            显示上年
          </Button>
        )}
        {canEdit && !data.sums && <FillTools table={table} />}
      </div>
      {data.sums && <p className={styles.sum}>表中数据由成员单位汇总，不直接填写。单击一格或按 Enter 查看构成。</p>}
      {data.context.lastYearOf && <p className={styles.sum}>{tellSum(data.context.lastYearOf)}</p>}
      <TableGrid key={table.key} table={table} label={section.heading} lastYear={showsLast ? printLast : undefined} />
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
  const { template, form, write, live } = useFormSession()
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
