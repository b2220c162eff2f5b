'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useFormSession, useJudged } from '@/components/form/session/session-context'
import { type Address, type Part, preamble } from '@/report/template'
import { draftRequests, REQUESTS_TEXT } from '@/report/text/draft-text'
import { gapsIn, preamblePattern } from '@/report/text/preamble'
import { LONGEST_TEXT, NEARLY_TOO_LONG } from '@/report/text/text-length'
import { resolveTokens } from '@/report/text/tokens'
import { MarkCount } from './mark-count'
import styles from './narrative.module.css'
import { ProseField } from './prose-field'
import { proseId } from './prose-static'
import type { ProseView } from './prose-view'

/** A field of prose: its official heading, what belongs there and how long it is; what is wrong with it stands in the panel. */
export function Narrative({ part, at, isNamedAbove }: { part: Part; at: Address; isNamedAbove?: boolean }) {
  const { data } = useFormSession()
  const [prose, setProse] = useState<ProseView>()
  const id = proseId(at)
  const help = (
    <p className={styles.help} id={`${id}-help`}>
      {part.help}
    </p>
  )
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        {isNamedAbove ? help : <b id={`${id}-label`}>{part.heading ?? part.name}</b>}
        {data.canEdit && (
          <Button variant="subtle" size="compact-sm" disabled={!prose} onClick={() => prose?.pick()}>
            插入表中数字 #
          </Button>
        )}
        <Length at={at} />
      </div>
      <Room at={at} />
      {!isNamedAbove && help}
      {data.canEdit && <ProseTools at={at} prose={prose} />}
      <div className={part.optional ? styles.short : undefined}>
        <ProseField at={at} onOpen={setProse} />
      </div>
      <MarkCount at={at} />
    </section>
  )
}

function Length({ at }: { at: Address }) {
  const { form, live } = useFormSession()
  const { template, report, amounts } = live.getView().sheet
  const compute = (text: string) => resolveTokens(text, template, report, amounts).replace(/\s/g, '').length
  const length = useWatch({ control: form.control, name: at, compute })
  return <span className={styles.count}>{length} 字</span>
}

/** How much may still be written, near the most that is kept; beyond it, how much has to go. */
function Room({ at }: { at: Address }) {
  const { form } = useFormSession()
  const length = useWatch({ control: form.control, name: at, compute: (text: string) => text.length })
  if (length < NEARLY_TOO_LONG) return null
  const excess = length - LONGEST_TEXT
  if (excess > 0)
    return (
      <p role="alert" className={styles.tooLong}>
        这里有 {length} 字（含空格和标点），最多 {LONGEST_TEXT} 字。超过后不能保存，请删减 {excess} 字。
      </p>
    )
  return (
    <p role="status" className={styles.help}>
      这里最多 {LONGEST_TEXT} 字（含空格和标点），还可以写 {-excess} 字。
    </p>
  )
}

/** What fills a field without typing: the pattern or the draft of an empty one, the way to the next gap. */
function ProseTools({ at, prose }: { at: Address; prose: ProseView | undefined }) {
  const { form, write, live, data } = useFormSession()
  useJudged()
  const text = useWatch({ control: form.control, name: at })
  const start = (now: string) => write([{ at, now }], 'typed')
  const isEmpty = text.trim() === ''
  const gaps = gapsIn(text)
  const draft = at === REQUESTS_TEXT && isEmpty ? draftRequests(live.getView().sheet) : undefined
  const pattern = at === preamble.key && isEmpty ? preamblePattern(data.report) : undefined
  if (!pattern && !draft && gaps.length === 0) return null
  const selectNext = () => {
    const next = gaps.find(({ from }) => from >= (prose?.caret() ?? 0)) ?? gaps[0]
    if (next) prose?.select(next.from, next.to)
  }
  return (
    <div className={styles.tools}>
      {pattern && (
        <Button variant="default" size="compact-sm" disabled={!prose} onClick={() => start(pattern)}>
          按范本填写
        </Button>
      )}
      {draft && (
        <Button variant="default" size="compact-sm" disabled={!prose} onClick={() => start(draft)}>
          按表三起草
        </Button>
      )}
      {gaps.length > 0 && (
        <Button variant="default" size="compact-sm" disabled={!prose} onClick={selectNext}>
          下一处待填（还有 {gaps.length} 处）
        </Button>
      )}
    </div>
  )
}
