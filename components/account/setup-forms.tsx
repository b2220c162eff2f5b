'use client'
import { Button, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { KIND_NAMES } from '@/report/report'
import { OneTimeLink } from './one-time-link'

type Action = (fields: Record<string, string>) => Promise<CallResult>

function UnitFields({ autoFocus }: { autoFocus?: boolean }) {
  return (
    <>
      <TextInput name="name" label="单位规范全称" description="印在报告标题上，如“甲市教育局”" autoFocus={autoFocus} />
      <Radio.Group name="kind" label="报告类型" defaultValue="department">
        <Stack gap={10} mt={4}>
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

type Invite = (fields: Record<string, string>) => Promise<{ ok: true; path: string } | { ok: false; error: string; why?: string }>

/** Who reviews: somebody else, whose one-time link is shown once, or nobody but the unit itself. */
export function SetupPeopleForm({ invite, alone }: { invite: Invite; alone: Action }) {
  const [made, setMade] = useState<{ name: string; path: string }>()
  if (made) {
    return (
      <Stack gap="md" align="flex-start">
        <OneTimeLink {...made} />
        <Button component="a" href="/setup">
          下一步
        </Button>
      </Stack>
    )
  }
  const send = async (fields: Record<string, string>): Promise<CallResult> => {
    const answer = await invite(fields)
    if (answer.ok) setMade({ name: fields.name ?? '', path: answer.path })
    return answer
  }
  return (
    <Stack gap="xl">
      <SendForm action={send} submit="邀请审核员">
        <TextInput
          name="name"
          label="审核员的用户名"
          description="如姓名或姓名的拼音；审核员用一次性链接登录，自己设置密码"
          autoComplete="off"
          autoFocus
        />
      </SendForm>
      <Stack gap="xs">
        <Text size="sm">没有其他人审核的，由您自行审核、公布，历程里如实记录；以后增加了审核员的，由审核员审核。</Text>
        <SendForm action={alone} submit="本单位自行审核公布" buttonProps={{ variant: 'default' }} />
      </Stack>
    </Stack>
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
