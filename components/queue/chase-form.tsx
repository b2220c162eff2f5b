'use client'
import { Checkbox, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Textarea } from '@mantine/core'
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
  people: readonly { name: string; phone: string | null; hasEmail: boolean }[]
  chased?: { times: number; last: Date | null; isToday: boolean }
  absence: string | null
}
type Send = (given: { year: number; units: number[]; words: string; again: boolean; isUrgent: boolean }) => Promise<CallResult>

/**
 * Who owes a year's report, who would be told by which way, and a sentence of one's own to go with the facts. `all`, `meant`, `today`:
 * numbers of units on all pages, what is ticked stays while one turns them; `asked`: the address without the page.
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
  return (
    <>
      <TableFrame name="未报送的单位" least={860}>
        <Table fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>
                <Checkbox {...whole} disabled={!isListening} />
              </TableTh>
              <TableTh miw="9em">单位</TableTh>
              <TableTh>状态</TableTh>
              <TableTh>期限</TableTh>
              <TableTh>收件人</TableTh>
              <TableTh>已催</TableTh>
              <TableTh>汇总</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {owing.map(({ unit, name, state, days, people, chased, absence }) => (
              <TableTr key={unit}>
                <TableTd>
                  <Checkbox aria-label={name} checked={chosen.has(unit)} disabled={!isListening} onChange={() => toggle(unit)} />
                </TableTd>
                <TableTd>{name}</TableTd>
                <TableTd style={{ whiteSpace: 'nowrap' }}>{state}</TableTd>
                <TableTd style={{ whiteSpace: 'nowrap' }}>{days < 0 ? `逾期 ${-days} 天` : `还有 ${days} 天`}</TableTd>
                <TableTd className={styles.people}>
                  {people.length === 0
                    ? '没有人员，请联系管理员'
                    : people.map((one) => <span key={`${one.name} ${one.phone}`}>{nameWay(one)}</span>)}
                </TableTd>
                <TableTd className={styles.people}>
                  {chased?.last && (
                    <>
                      <span>{chased.times} 次，最近</span>
                      <span>{printMoment(chased.last)}</span>
                    </>
                  )}
                </TableTd>
                <TableTd>
                  {absence && <>缺报：{absence} </>}
                  <AbsenceButton unit={unit} name={name} isAbsent={absence !== null} year={year} declareAbsent={declareAbsent} />
                </TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableFrame>
      <Pages page={page} pages={pages} addressOf={(to) => `/queue/chase?${new URLSearchParams([...asked, ['page', String(to)]])}`} />
      <Textarea
        label="附言（选填）"
        description="各单位的期限和状态自动写入，每人只收一条；发送时已报送的不再发"
        maxLength={200}
        autosize
        minRows={2}
        mt="md"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {isTwice && (
        <Checkbox
          mt="sm"
          label="所选单位中有今天已催过的，仍再发一次"
          checked={again}
          onChange={(event) => setAgain(event.currentTarget.checked)}
        />
      )}
      <UrgentBox mt="sm" quiet={quiet} checked={isUrgent} onChange={(event) => setUrgent(event.currentTarget.checked)} />
      <div className={styles.send}>
        <BusyButton
          isBusy={isPending}
          disabled={!isListening || units.length === 0}
          onClick={() => run(() => send({ year, units, words, again: again && isTwice, isUrgent }))}
        >
          向 {units.length} 个单位发送催报
        </BusyButton>
      </div>
      <Told told={told} />
    </>
  )
}

const nameWay = ({ name, phone, hasEmail }: Owes['people'][number]) =>
  `${name}（${hasEmail ? '站内消息、邮件' : '站内消息'}${phone ? `，${phone}` : ''}）`
