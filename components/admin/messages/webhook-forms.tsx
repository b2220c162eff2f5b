'use client'
import { Group, TextInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { useListening } from '@/components/ui/use-listening'
import { UnitSelect } from '@/components/units/unit-select'

type Action = (fields: Record<string, string>) => Promise<CallResult>

/** A new 推送网关 for a unit and all below it. */
export function NewWebhookForm({
  add,
  units,
  unit
}: {
  add: Action
  units: ComponentProps<typeof UnitSelect>['units']
  unit: number | undefined
}) {
  return (
    <SendForm action={add} submit="增加推送网关">
      <UnitSelect
        name="unit"
        label="适用单位"
        description="该单位和全部下级单位人员的消息都推送"
        units={units}
        defaultUnit={unit ?? null}
      />
      <WebhookFields secretWords="16 个字符以上；留空由系统生成，只显示一次" />
    </SendForm>
  )
}

/** What may be changed of one that is there. */
export function WebhookForm({ save, webhook }: { save: Action; webhook: { name: string; url: string } }) {
  return (
    <SendForm action={save} submit="保存推送网关" keepsFields>
      <WebhookFields {...webhook} secretWords="留空不变" />
    </SendForm>
  )
}

function WebhookFields({ name, url, secretWords }: { name?: string; url?: string; secretWords: string }) {
  return (
    <>
      <TextInput name="name" label="名称" placeholder="政务微信" required maxLength={40} defaultValue={name} autoComplete="off" />
      <TextInput name="url" label="网址" type="url" inputMode="url" required maxLength={500} defaultValue={url} autoComplete="off" />
      <TextInput name="secret" label="签名密钥" type="password" description={secretWords} maxLength={200} autoComplete="new-password" />
    </>
  )
}

type Taken = {
  switchOn: (given: { webhook: number; isOn: boolean }) => Promise<CallResult>
  test: (given: { webhook: number }) => Promise<CallResult>
}

/** What is done with one: on and off, and a test. */
export function WebhookSteps({ id, name, isOn, switchOn, test }: Taken & { id: number; name: string; isOn: boolean }) {
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const shared = { size: 'compact-sm', variant: 'default', isBusy: isPending, disabled: !isListening } as const
  return (
    <>
      <Group gap="xs">
        <BusyButton
          {...shared}
          aria-label={`${isOn ? '停用' : '启用'}${name}`}
          onClick={() => run(() => switchOn({ webhook: id, isOn: !isOn }))}
        >
          {isOn ? '停用' : '启用'}
        </BusyButton>
        {isOn && (
          <BusyButton {...shared} aria-label={`${name}发送测试`} onClick={() => run(() => test({ webhook: id }))}>
            发送测试
          </BusyButton>
        )}
      </Group>
      <Told told={told} />
    </>
  )
}
