'use client'
import { Textarea } from '@mantine/core'
import type { ComponentProps } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { UrgentBox } from '@/components/ui/fields/urgent-box'
import { UnitSelect } from '@/components/units/unit-select'

/** 公告 to everybody in a unit and below. */
export function AnnouncementForm({
  announce,
  units,
  unit,
  quiet
}: {
  announce: (fields: Record<string, string>) => Promise<CallResult>
  units: ComponentProps<typeof UnitSelect>['units']
  unit: number | undefined
  /** 免打扰时段, in words. */
  quiet: string | undefined
}) {
  return (
    <SendForm action={announce} submit="发布公告">
      <UnitSelect name="unit" label="发给" description="该单位和全部下级单位的人员，每人一条" units={units} defaultUnit={unit ?? null} />
      <Textarea name="text" label="内容" required autosize minRows={4} maxRows={16} maxLength={2000} />
      <UrgentBox name="isUrgent" quiet={quiet} />
    </SendForm>
  )
}
