'use client'
import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { AbsenceButton } from '@/components/rollup/absence-button'
import type { DeclareAbsent } from '@/components/rollup/sum-data'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { UrgentBox } from '@/components/ui/fields/urgent-box'
import { Pages } from '@/components/ui/list/pages'
import { useChosen } from '@/components/ui/list/use-chosen'
import { TableFrame } from '@/components/ui/table-frame'
import { useListening } from '@/components/ui/use-listening'
import { printMoment } from '@/report/workflow/dates'
import styles from './chase-form.module.css'

type Owes = {
  unit: number
  name: string
  state: string
  days: number
  says: string
  people: readonly { name: string; phone: string | null; hasEmail: boolean }[]
  chased?: { times: number; last: Date | null; isToday: boolean }
  absence: string | null
}
type Send = (given: { year: number; units: number[]; words: string; again: boolean; isUrgent: boolean }) => Promise<CallResult>

/**
 * Who owes a year's report, who would be told what by which way, and a sentence of one's own to go with the facts. `all`, `meant`,
 * `today`: numbers of units on all pages, what is ticked stays while one turns them; `asked`: the address without the page.
 */
export function ChaseForm({
  year,
  all,
  meant,
  today,
  owing,
  page,
  pages,
  asked,
  quiet,
  send,
  declareAbsent
}: {
  year: number
  all: readonly number[]
  meant: readonly number[]
  today: readonly number[]
  owing: readonly Owes[]
  page: number
  pages: number
  asked: readonly string[][]
  /** 免打扰时段, in words. */
  quiet: string | undefined
  send: Send
  declareAbsent: DeclareAbsent
}) {
  const { chosen, toggle, whole } = useChosen(all, meant)
  const [words, setWords] = useState('')
  const [again, setAgain] = useState(false)
  const [isUrgent, setUrgent] = useState(false)
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  // Whoever handed in meanwhile is no longer there to be chosen.
  const units = all.filter((unit) => chosen.has(unit))
  const isTwice = today.some((unit) => chosen.has(unit))
  const example = owing.find(({ unit }) => chosen.has(unit)) ?? owing[0]
  return (
    <>
      <Textarea
        label="附言（选填）"
        description="写在各单位的期限和状态之后；每人只收一条，发送时已报送的不再发"
        maxLength={200}
        autosize
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {example && (
        <div className={styles.example}>
          消息示例：{example.says}
          {words && `。${words}`}
        </div>
      )}
      <UrgentBox mb="sm" quiet={quiet} checked={isUrgent} onChange={(event) => setUrgent(event.currentTarget.checked)} />
      <TableFrame name="未报送的单位" least={860} stacks>
        <table className={styles.table} aria-label="未报送的单位">
          <thead>
            <tr>
              <th scope="col" className={styles.whole} data-acts>
                <Checkbox {...whole} disabled={!isListening} />
                <span aria-hidden>全选</span>
              </th>
              <th scope="col">单位</th>
              <th scope="col">状态</th>
              <th scope="col">期限</th>
              <th scope="col">收件人</th>
              <th scope="col">已催</th>
              <th scope="col">缺报</th>
            </tr>
          </thead>
          <tbody>
            {owing.map(({ unit, name, state, days, people, chased, absence }) => (
              <tr key={unit}>
                <td>
                  <Checkbox aria-label={name} checked={chosen.has(unit)} disabled={!isListening} onChange={() => toggle(unit)} />
                </td>
                <th scope="row">{name}</th>
                <td className={styles.short}>{state}</td>
                <td className={styles.short} data-late={days < 0 || undefined}>
                  {days < 0 ? `逾期 ${-days} 天` : days === 0 ? '今天截止' : `还有 ${days} 天`}
                </td>
                <td className={styles.people} data-whole>
                  {people.length === 0
                    ? '没有人员，请联系管理员'
                    : people.map((one) => <Recipient key={`${one.name} ${one.phone}`} {...one} />)}
                </td>
                <td className={styles.people}>
                  {chased?.last && (
                    <>
                      <span>已催 {chased.times} 次</span>
                      <span>{printMoment(chased.last)}</span>
                    </>
                  )}
                </td>
                <td>
                  {absence && <>缺报：{absence} </>}
                  <AbsenceButton unit={unit} name={name} isAbsent={absence !== null} year={year} declareAbsent={declareAbsent} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <Pages
        of="未报送的单位"
        page={page}
        pages={pages}
        addressOf={(to) => `/queue/chase?${new URLSearchParams([...asked, ['page', String(to)]])}`}
      />
      <div className={styles.send}>
        {isTwice && (
          <Checkbox
            label="所选单位中有今天已催过的，仍再发一次"
            checked={again}
            onChange={(event) => setAgain(event.currentTarget.checked)}
          />
        )}
        <BusyButton
          isBusy={isPending}
          disabled={!isListening || units.length === 0}
          onClick={() => run(() => send({ year, units, words, again: again && isTwice, isUrgent }))}
        >
          向 {units.length} 个单位发送催报
        </BusyButton>
        {units.length === 0 && <span>请先勾选要催报的单位</span>}
        <Told told={told} />
      </div>
    </>
  )
}

/** Who is told, by which way; his number is called at a touch. */
function Recipient({ name, phone, hasEmail }: Owes['people'][number]) {
  return (
    <span>
      {name}（{hasEmail ? '站内消息、邮件' : '站内消息'}）{phone && <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>}
    </span>
  )
}
