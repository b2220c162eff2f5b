'use client'
import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { AskDialog } from '@/components/ui/ask-dialog'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { DayInput } from '@/components/ui/fields/day-input'
import { type UnitChoice, UnitSelect } from '@/components/units/unit-select'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { LEVEL_NAMES, UNIT_LEVELS, type UnitLevel } from '@/report/unit'
import { type Chain, STEPS } from '@/report/workflow/states'

/** An action on the unit whose page this is. */
export type UnitAction = (fields: Record<string, string>) => Promise<CallResult>

const LEVELS = UNIT_LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))
const KINDS = (['department', 'government'] as const).map((value) => ({ value, label: KIND_NAMES[value] }))

function LevelAndKind({ level, kind }: { level: UnitLevel; kind: ReportKind }) {
  return (
    <>
      <NativeSelect name="level" label="级别" data={LEVELS} defaultValue={level} />
      <NativeSelect
        name="kind"
        label="报告类型"
        description="政府汇总 3 月 31 日前，本级/部门 1 月 31 日前"
        data={KINDS}
        defaultValue={kind}
      />
    </>
  )
}

export function NewUnitForm({ create, level }: { create: UnitAction; level: UnitLevel }) {
  return (
    <SendForm action={create} submit="增加单位">
      <TextInput name="name" label="单位规范全称" required description="印在报告标题上，如“甲市教育局”" autoComplete="off" />
      <LevelAndKind level={level} kind="department" />
    </SendForm>
  )
}

export type PlacedUnit = { id: number; level: UnitLevel; kind: ReportKind; above: number | null; reviewedBy: number | null }

/** `units`: where it may hang and who may review it. */
export function PlaceForm({
  arrange,
  unit,
  units,
  today
}: {
  arrange: UnitAction
  unit: PlacedUnit
  units: readonly UnitChoice[]
  today: string
}) {
  return (
    <SendForm action={arrange} submit="保存归属" keepsFields>
      {unit.above !== null && (
        <>
          <UnitSelect name="above" label="上级单位" units={units} defaultUnit={unit.above} />
          <DayInput name="from" label="调整日期" description="更换上级单位的，自这一天起" max={today} defaultValue={today} />
        </>
      )}
      <UnitSelect
        name="reviewedBy"
        label="审核单位"
        description="自行审核公布的，由本单位的审核员审核；只有填报人一人的，可以审核自己填报的年报"
        placeholder={unit.above === null ? '本单位，不得审核自己填报的' : '上级单位'}
        units={[{ id: unit.id, name: '本单位（自行审核公布）', above: unit.above }, ...(unit.above === null ? [] : units)]}
        defaultUnit={unit.reviewedBy}
        clearable
      />
      <LevelAndKind level={unit.level} kind={unit.kind} />
    </SendForm>
  )
}

/** `holders`: who holds the role of each step in this unit. */
export function ChainForm({
  save,
  chain,
  holders
}: {
  save: UnitAction
  chain: Chain
  holders: Readonly<Partial<Record<Chain[number], string>>>
}) {
  return (
    <SendForm action={save} submit="保存步骤" keepsFields>
      <p>勾选的步骤依次办理，都不勾选时填报员直接报送审核单位。</p>
      <Stack gap={6}>
        {STEPS.map(({ state, name }) => (
          <Checkbox
            key={state}
            name={state}
            value="1"
            label={name}
            description={holders[state] ?? '尚无人担任，勾选后年报将停在这一步'}
            defaultChecked={chain.includes(state)}
          />
        ))}
      </Stack>
    </SendForm>
  )
}

export function RenameForm({ rename, today }: { rename: UnitAction; today: string }) {
  return (
    <SendForm action={rename} submit="改名">
      <TextInput name="name" label="新的规范全称" required description="已开始的年报仍用原名称" autoComplete="off" />
      <DayInput name="from" label="启用日期" required max={today} defaultValue={today} />
      <TextInput name="document" label="批准文件文号（选填）" autoComplete="off" />
    </SendForm>
  )
}

export function CloseForm({ close, today }: { close: UnitAction; today: string }) {
  return (
    <SendForm
      action={close}
      submit="关闭单位"
      asks={(answer) => <AskDialog title="关闭单位" words="关闭后该单位不再填报和审核，年报和历程都保留；需要时可以恢复。" {...answer} />}
      buttonProps={{ color: 'vermilion', variant: 'outline' }}
    >
      <p>用于撤销，没有单位接续。年报和历程都保留，关闭后到期的年报不再算未报送。并入其他单位的，请在“机构变更”中办理合并。</p>
      <DayInput name="closedOn" label="关闭日期" required defaultValue={today} />
      <TextInput name="document" label="批准文件文号（选填）" autoComplete="off" />
    </SendForm>
  )
}

export function ReopenForm({ reopen }: { reopen: UnitAction }) {
  return <SendForm action={reopen} submit="恢复单位" buttonProps={{ variant: 'default' }} />
}
