'use client'
import { Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import { AskButton } from '@/components/ui/ask-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { TableFrame } from '@/components/ui/table-frame'
import { UNIT_CHANGE_NAMES, type UnitChangeKind } from '@/report/unit'
import { printDay, printMoment } from '@/report/workflow/dates'

type ListedChange = {
  id: number
  kind: UnitChangeKind
  day: string
  document: string
  on: Date
  by: string | null
  undoneOn: Date | null
  parts: readonly { unit: string; successor: string | null }[]
}

/** 机构变更, latest first; with `undo` each can be undone until something stands on it. */
export function ChangeList({
  changes,
  undo
}: {
  changes: readonly ListedChange[]
  undo?: (of: { change: number }) => Promise<CallResult>
}) {
  const { run, told, isPending } = useCall()
  return (
    <>
      <TableFrame name="机构变更" least={560}>
        <Table fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>日期</TableTh>
              <TableTh>变更</TableTh>
              <TableTh>文号</TableTh>
              <TableTh>办理</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {changes.map(({ id, kind, day, document, on, by, undoneOn, parts }) => (
              <TableTr key={id}>
                <TableTd style={{ whiteSpace: 'nowrap' }}>{printDay(day)}</TableTd>
                <TableTd>
                  {UNIT_CHANGE_NAMES[kind]}：{describe(parts)}
                </TableTd>
                <TableTd>{document}</TableTd>
                <TableTd>
                  {by && `${by} `}
                  {printMoment(on)}
                  {undoneOn ? (
                    <>，{printMoment(undoneOn)} 已撤销</>
                  ) : undo ? (
                    <AskButton
                      title="撤销变更"
                      words={`撤销${UNIT_CHANGE_NAMES[kind]}（${describe(parts)}），恢复到变更之前。`}
                      size="compact-sm"
                      variant="default"
                      ml="xs"
                      isBusy={isPending}
                      aria-label={`撤销${UNIT_CHANGE_NAMES[kind]}：${describe(parts)}`}
                      onTake={() => run(() => undo({ change: id }))}
                    >
                      撤销
                    </AskButton>
                  ) : null}
                </TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableFrame>
      <Told told={told} />
    </>
  )
}

const MOST_NAMED = 4

function describe(parts: ListedChange['parts']): string {
  const names = (all: readonly string[]) =>
    `${all.slice(0, MOST_NAMED).join('、')}${all.length > MOST_NAMED ? `等 ${all.length} 个单位` : ''}`
  const from = names([...new Set(parts.map(({ unit }) => unit))])
  const to = [...new Set(parts.flatMap(({ successor }) => successor ?? []))]
  return to.length > 0 ? `${from} → ${names(to)}` : from
}
