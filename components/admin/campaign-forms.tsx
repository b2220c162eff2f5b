'use client'
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AskDialog } from '@/components/ui/ask-dialog'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { DayInput } from '@/components/ui/fields/day-input'
import { type UnitChoice, UnitSelect } from '@/components/units/unit-select'
import type { Campaign } from '@/report/workflow/deadline'
import styles from './campaign-forms.module.css'
import { DateFields } from './tasks/date-fields'

type Action = (fields: Record<string, string>) => Promise<CallResult>

/** Asks the page for another year or unit. */
export function CampaignChoice({
  years,
  units,
  year,
  unit
}: {
  years: readonly number[]
  units: readonly UnitChoice[]
  year: number
  unit: number
}) {
  return (
    <form method="get">
      <Group gap="sm" align="end" mb="md">
        <NativeSelect name="year" label="年度" data={years.map(String)} defaultValue={String(year)} w={110} />
        <div className={styles.unit}>
          <UnitSelect name="unit" label="单位" units={units} defaultUnit={unit} />
        </div>
        <Button type="submit" variant="default">
          查看
        </Button>
      </Group>
    </form>
  )
}

/** The dates of a unit; `isOwn`: it has set them itself and may take them back. */
export function CampaignForm({ save, drop, dates, isOwn }: { save: Action; drop: Action; dates: Campaign; isOwn: boolean }) {
  // Once its own dates are taken back the fields show those from above; after saving they show what was saved anyway.
  const [wasOwn, setWasOwn] = useState(isOwn)
  const [drops, setDrops] = useState(0)
  if (wasOwn !== isOwn) {
    setWasOwn(isOwn)
    if (wasOwn) setDrops(drops + 1)
  }
  return (
    <Stack gap="sm">
      <SendForm key={drops} action={save} submit="保存安排" keepsFields>
        <DateFields dates={dates} />
      </SendForm>
      {isOwn && (
        <SendForm
          action={drop}
          submit="取消本单位的安排"
          asks={(answer) => <AskDialog title="取消本单位的安排" words="取消后按上级单位的安排，没有的按条例规定的日期。" {...answer} />}
          buttonProps={{ variant: 'default' }}
        />
      )}
    </Stack>
  )
}

/** 提醒日程 of a unit and all below it. */
export function ScheduleForm({ save, days }: { save: Action; days: string }) {
  return (
    <SendForm action={save} submit="保存提醒日程" keepsFields>
      <TextInput
        name="days"
        label="截止前几天提醒"
        placeholder="7,3,1,0,-1,-3"
        defaultValue={days}
        autoComplete="off"
        description="用逗号分开，0 为当天，负数为逾期后；留空按上级单位的，不提醒的写“不提醒”"
      />
    </SendForm>
  )
}

/** 免打扰时段 of a unit and all below it. */
export function QuietForm({ save, hours }: { save: Action; hours: string }) {
  return (
    <SendForm action={save} submit="保存免打扰时段" keepsFields>
      <TextInput
        name="hours"
        label="不发邮件和推送的时段"
        placeholder="20:00-8:00"
        defaultValue={hours}
        autoComplete="off"
        description="整点的起止时间；留空按上级单位的，不设的写“不设”"
      />
    </SendForm>
  )
}

export function ExtensionForm({ extend }: { extend: Action }) {
  return (
    <SendForm action={extend} submit="批准延期">
      <DayInput name="until" label="延期至" required />
      <TextInput name="reason" label="理由" required description="将通知该单位的填报员" autoComplete="off" />
    </SendForm>
  )
}
