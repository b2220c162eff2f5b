'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { DayInput } from '@/components/ui/fields/day-input'

type Ask = (fields: Record<string, string>) => Promise<CallResult>

const REASON = { name: 'reason', label: '理由', required: true, autoComplete: 'off' } as const

/** 申请延期: of which year's report, until when and why. */
export function AskExtensionForm({ ask, owed, chosen }: { ask: Ask; owed: readonly { value: string; label: string }[]; chosen?: string }) {
  return (
    <SendForm action={ask} submit="申请延期">
      <NativeSelect name="owed" label="年报" data={[...owed]} defaultValue={chosen} />
      <DayInput name="until" label="延期至" required />
      <TextInput {...REASON} description="由上级单位的管理员答复" />
    </SendForm>
  )
}

/** 申请免予核对 of one finding. */
export function AskWaiverForm({ ask, finding }: { ask: Ask; finding: string }) {
  return (
    <SendForm action={ask} submit="申请免予核对">
      <input type="hidden" name="finding" value={finding} />
      <TextInput {...REASON} description="数值属实、规则不适用的原因，由管理员答复" />
    </SendForm>
  )
}

/** 批准 as asked for, or with another day. */
export function GrantForm({ grant, until, reason, finding }: { grant: Ask; until: string | null; reason: string; finding: string }) {
  return (
    <SendForm action={grant} submit={until === null ? '免予核对' : '批准延期'}>
      {until === null ? (
        <>
          <input type="hidden" name="finding" value={finding} />
          <TextInput name="text" label="理由" required defaultValue={reason} autoComplete="off" />
        </>
      ) : (
        <>
          <DayInput name="until" label="延期至" required defaultValue={until} />
          <TextInput {...REASON} defaultValue={reason} />
        </>
      )}
    </SendForm>
  )
}

export function DeclineForm({ decline }: { decline: Ask }) {
  return (
    <SendForm action={decline} submit="不同意" buttonProps={{ variant: 'outline', color: 'vermilion' }}>
      <TextInput {...REASON} label="不同意的理由" />
    </SendForm>
  )
}

export function DropForm({ drop }: { drop: Ask }) {
  return <SendForm action={drop} submit="收回申请" buttonProps={{ variant: 'default', size: 'compact-sm' }} />
}
