'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { announce } from '@/components/ui/page/announce'
import { TableFrame } from '@/components/ui/table-frame'
import { useListening } from '@/components/ui/use-listening'
import { printMoment } from '@/report/workflow/dates'
import styles from './rollup.module.css'
import type { OpenedCell, SumActions } from './sum-data'

/** One cell of an aggregate: its members by what they have, the adjustments, and at the end what it comes to. */
export function CellTable({
  opened: { at, name, isTotal, rows, adjustments, sum, lastSum, lastCovers },
  mayAdjust,
  actions
}: {
  opened: OpenedCell
  mayAdjust: boolean
  actions: Pick<SumActions, 'adjust' | 'unadjust'>
}) {
  const { run, told, isPending } = useCall()
  const take = (id: number) =>
    run(
      () => actions.unadjust({ id }),
      () => announce('results', '已撤销调整项')
    )
  return (
    <>
      <TableFrame name={`${name}的构成`} least={620}>
        <table className={styles.table} aria-label={`${name}的构成`}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">数值</th>
              <th scope="col">占比</th>
              <th scope="col">上年</th>
              <th scope="col">状态</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unit}>
                <th scope="row">{row.href ? <Link href={row.href}>{row.name}</Link> : row.name}</th>
                <td className={row.amount !== null ? styles.number : styles.soft}>{row.value}</td>
                <td className={styles.number}>{row.share}</td>
                <td className={row.hasLast ? styles.number : styles.soft}>{row.last}</td>
                <td>{row.state}</td>
              </tr>
            ))}
            {adjustments.map((line) => (
              <tr key={`line ${line.id}`}>
                <th scope="row">
                  调整项：{line.reason}
                  {line.place && `（${line.place}）`}
                </th>
                <td className={styles.number}>{line.value}</td>
                <td colSpan={2}>
                  {mayAdjust && !isTotal && (
                    <AskButton
                      title="撤销调整项"
                      words={`“${line.reason}”不再计入，记录保留。`}
                      size="compact-sm"
                      variant="default"
                      isBusy={isPending}
                      onTake={() => take(line.id)}
                    >
                      撤销
                    </AskButton>
                  )}
                </td>
                <td>
                  {line.by} {printMoment(line.on)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计（成员单位与调整项）</th>
              <td className={styles.number}>{sum}</td>
              <td />
              <td className={styles.number}>{lastSum}</td>
              <td className={styles.soft}>{lastCovers}</td>
            </tr>
          </tfoot>
        </table>
      </TableFrame>
      <Told told={told?.ok ? undefined : told} />
      {mayAdjust &&
        (isTotal ? (
          <p className={styles.soft}>合计格由各格相加，需要调整的请打开其中的格。</p>
        ) : (
          <AdjustForm at={at} was={sum} adjust={actions.adjust} />
        ))}
    </>
  )
}

function AdjustForm({ at, was, adjust }: { at: string; was: string; adjust: SumActions['adjust'] }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const { run, told, refused, isPending } = useCall()
  const isListening = useListening()
  if (!isOpen)
    return (
      <Button size="compact-sm" variant="default" disabled={!isListening} onClick={() => setOpen(true)}>
        增加调整项…
      </Button>
    )
  const send = async () => {
    const answer = await run(
      () => adjust({ at, was, amount, reason }),
      () => {
        setAmount('')
        setReason('')
        setOpen(false)
        announce('results', '已增加调整项')
      }
    )
    // Somebody else may have been first: the table shows what he did, and what was typed here stays.
    if (answer && !answer.ok) router.refresh()
  }
  return (
    <fieldset className={styles.fields}>
      <legend>增加调整项</legend>
      <TextInput
        label="调整数"
        description="减少填负数，如 -1"
        autoFocus
        value={amount}
        error={refused?.field === 'amount' ? refused.error : undefined}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <Textarea
        label="理由"
        description="如“联合发文由主办单位计一次”，记入历程"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <BusyButton isBusy={isPending} onClick={send}>
        确认调整
      </BusyButton>
      <Told told={refused?.field === 'amount' || told?.ok ? undefined : told} />
    </fieldset>
  )
}
