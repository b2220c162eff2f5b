'use client'
import { Checkbox, NativeSelect, Select, Table, TableTbody, TableTd, TableTh, TableThead, TableTr } from '@mantine/core'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { useChosen } from '@/components/ui/list/use-chosen'
import { TableFrame } from '@/components/ui/table-frame'
import type { UnitChoice } from '@/components/units/unit-select'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { LEVEL_NAMES, nameApart, superiorsApart, UNIT_LEVELS, type UnitLevel } from '@/report/unit'

type Editable = { id: number; name: string; level: UnitLevel; kind: ReportKind; reviewer: string }

const STAYS = { value: '', label: '不变' }
const LEVELS = [STAYS, ...UNIT_LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))]
const KINDS = [STAYS, ...(['department', 'government'] as const).map((value) => ({ value, label: KIND_NAMES[value] }))]

/** Level, kind and reviewing unit of all the units that are ticked. */
export function EditUnitsForm({
  edit,
  units,
  reviewers
}: {
  edit: (fields: Record<string, string>) => Promise<CallResult>
  units: readonly Editable[]
  reviewers: readonly UnitChoice[]
}) {
  const { chosen, toggle, whole } = useChosen(units.map(({ id }) => id))
  const superiors = superiorsApart(reviewers)
  return (
    <SendForm action={edit} submit={`修改 ${chosen.size} 个单位`} keepsFields>
      <NativeSelect name="level" label="级别" data={LEVELS} />
      <NativeSelect name="kind" label="报告类型" data={KINDS} />
      <Select
        name="reviewedBy"
        label="审核单位"
        searchable
        limit={60}
        allowDeselect={false}
        defaultValue=""
        data={[
          STAYS,
          { value: 'above', label: '各自的上级单位' },
          ...reviewers.map(({ id, name }) => ({ value: String(id), label: nameApart(name, superiors.get(id)) }))
        ]}
        nothingFoundMessage="没有符合的单位"
      />
      <TableFrame name="要修改的单位" least={560}>
        <Table fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>
                <Checkbox {...whole} />
              </TableTh>
              <TableTh>单位</TableTh>
              <TableTh>级别</TableTh>
              <TableTh>类型</TableTh>
              <TableTh>审核单位</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {units.map(({ id, name, level, kind, reviewer }) => (
              <TableTr key={id}>
                <TableTd>
                  <Checkbox name={`unit-${id}`} aria-label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
                </TableTd>
                <TableTd>{name}</TableTd>
                <TableTd>{LEVEL_NAMES[level]}</TableTd>
                <TableTd>{KIND_NAMES[kind]}</TableTd>
                <TableTd>{reviewer}</TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableFrame>
    </SendForm>
  )
}
