'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { announce } from '@/components/ui/page/announce'
import { TableFrame } from '@/components/ui/table-frame'
import { useListening } from '@/components/ui/use-listening'
import { WordsField } from '@/components/ui/words-field'
import styles from './rollup.module.css'
import type { MemberLine, SumActions } from './sum-data'

/** Who an aggregate adds up, how each stands and whom to call; whoever reviews a unit may declare it 缺报. */
export function MemberTable({
  members,
  year,
  declareAbsent
}: {
  members: readonly MemberLine[]
  year: number
  declareAbsent: SumActions['declareAbsent']
}) {
  return (
    <TableFrame name="成员单位" least={620}>
      <table className={styles.table} aria-label="成员单位">
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">计入</th>
            <th scope="col">状态</th>
            <th scope="col">联系人</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.unit}>
              <th scope="row">{member.href ? <Link href={member.href}>{member.name}</Link> : member.name}</th>
              <td>
                {member.is}
                {member.isAbsent && <span className={styles.soft}>：{member.reason}</span>}
              </td>
              <td>{member.standing}</td>
              <td>{member.contact}</td>
              <td>{member.mayDeclare && <Declaration member={member} year={year} declareAbsent={declareAbsent} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Declaration({
  member: { unit, name, isAbsent },
  year,
  declareAbsent
}: {
  member: MemberLine
  year: number
  declareAbsent: SumActions['declareAbsent']
}) {
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const send = (words: string | null) =>
    run(
      () => declareAbsent({ unit, year, reason: words }),
      () => {
        setAsking(false)
        announce('results', words === null ? `${name}已撤销缺报` : `${name}已列为缺报`)
      }
    )
  if (isAbsent)
    return (
      <>
        <AskButton
          title="撤销缺报"
          words={`汇总将等待${name}的年报审核通过。`}
          size="compact-sm"
          variant="default"
          isBusy={isPending}
          disabled={!isListening}
          onTake={() => send(null)}
        >
          撤销缺报
        </AskButton>
        <Told told={told?.ok ? undefined : told} />
      </>
    )
  if (!isAsking)
    return (
      <Button size="compact-sm" variant="default" disabled={!isListening} onClick={() => setAsking(true)} aria-label={`列${name}为缺报`}>
        列为缺报…
      </Button>
    )
  return (
    <div className={styles.fields}>
      <WordsField
        label={`${name}缺报的理由`}
        text={reason}
        maxLength={500}
        onText={setReason}
        onSend={() => send(reason)}
        onLeave={() => setAsking(false)}
      />
      <BusyButton size="compact-sm" isBusy={isPending} onClick={() => send(reason)}>
        确认列为缺报
      </BusyButton>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
        取消
      </Button>
      <Told told={told?.ok ? undefined : told} />
    </div>
  )
}
