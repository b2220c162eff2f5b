'use client'
import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { type Outcome, SendForm } from '@/components/ui/send-form'
import { KIND_NAMES } from '@/report/report'

type Action = (fields: Record<string, string>) => Promise<Outcome>

export function UnitFields({ autoFocus }: { autoFocus?: boolean }) {
  return (
    <>
      <TextInput name="name" label="单位规范全称" description="印在报告标题上，如“甲市教育局”" autoFocus={autoFocus} />
      <Radio.Group name="kind" label="报告类型" defaultValue="department">
        <Stack gap={4} mt={4}>
          <Radio value="department" label={`${KIND_NAMES.department}：本单位自己的报告，1 月 31 日前`} />
          <Radio value="government" label={`${KIND_NAMES.government}：一级政府的汇总报告，3 月 31 日前`} />
        </Stack>
      </Radio.Group>
    </>
  )
}

export function SetupUnitForm({ setUp }: { setUp: Action }) {
  return (
    <SendForm action={setUp} submit="下一步">
      <UnitFields autoFocus />
    </SendForm>
  )
}

export function YearSelect({ years }: { years: readonly number[] }) {
  return <NativeSelect name="year" label="年度" data={years.map(String)} />
}

export function SetupReportForm({ start, years }: { start: Action; years: readonly number[] }) {
  return (
    <Stack gap="xl">
      <SendForm action={start} submit="开始填报">
        <YearSelect years={years} />
      </SendForm>
      <SendForm
        action={(fields) => start({ ...fields, year: String(years[0]), example: '1' })}
        submit="载入 2019 年示例"
        buttonProps={{ variant: 'default' }}
      />
    </Stack>
  )
}
