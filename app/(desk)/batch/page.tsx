import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BatchForm } from '@/components/batch/batch-form'
import { BatchList } from '@/components/batch/batch-list'
import { LetterForm } from '@/components/batch/letter-form'
import { tellApart } from '@/db/people/units'
import { RELIABLE, STATE_NAMES } from '@/report/workflow/states'
import { listChoice, mayExportMany } from '@/server/batch/batch-choice'
import { listSenders } from '@/server/batch/letter'
import { FORMATS, formatOf } from '@/server/files/formats'
import { requireUser } from '@/server/gate/gate'
import { cancel, follow, resume, start } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '批量导出' }

/** Export of many reports as one zip: the choice, the formats, and the progress of earlier orders. */
export default async function BatchPage({ searchParams }: PageProps<'/batch'>) {
  const passed = await requireUser()
  if (!mayExportMany(passed)) notFound()
  const listed = await listChoice(passed)
  const choice = await tellApart(passed.store, listed)
  const years = [...new Set(choice.map(({ year }) => year))].sort((a, b) => b - a)
  const asked = Number((await searchParams).year)
  const year = years.includes(asked) ? asked : years[0]
  const senders = year === undefined ? [] : await listSenders(passed, listed, year)
  return (
    <main className={styles.page}>
      <h1>批量导出</h1>
      <BatchList
        follow={follow}
        cancel={cancel}
        resume={resume}
        names={Object.fromEntries(FORMATS.map((format) => [format, formatOf[format].name]))}
      />
      {year === undefined ? (
        <p>暂无可导出的年报。单位提交审核后列在这里。</p>
      ) : (
        <BatchForm
          key={year}
          year={year}
          years={years}
          states={RELIABLE.map((state) => ({ key: state, name: STATE_NAMES[state] }))}
          formats={FORMATS.map((format) => ({ key: format, name: formatOf[format].name, isSummed: formatOf[format].isSummed === true }))}
          lines={choice
            .filter((filing) => filing.year === year)
            .map(({ id, unitName, state, revision }) => ({ id, unitName, state, revision }))}
          start={start}
        />
      )}
      {year !== undefined && senders.map((sender) => <LetterForm key={sender.id} sender={sender} year={year} />)}
    </main>
  )
}
