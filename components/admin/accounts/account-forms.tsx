'use client'
import { NativeSelect, Select, Table, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { OneTimeLink } from '@/components/account/one-time-link'
import { AskButton } from '@/components/ui/ask-button'
import { AskDialog } from '@/components/ui/ask-dialog'
import { BusyButton } from '@/components/ui/busy-button'
import { AskAgain } from '@/components/ui/call/ask-again'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { TableFrame } from '@/components/ui/table-frame'
import { type UnitChoice, UnitSelect } from '@/components/units/unit-select'
import { ROLE_NAMES, ROLES, type Role } from '@/report/workflow/roles'
import styles from './account-forms.module.css'

type Action = (fields: Record<string, string>) => Promise<CallResult>

function UnitAndRole({ units, unit }: { units: readonly UnitChoice[]; unit?: number }) {
  return (
    <>
      <UnitSelect name="unit" label="单位" placeholder="输入名称查找" units={units} defaultUnit={unit} />
      <NativeSelect name="role" label="角色" data={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))} />
    </>
  )
}

export function NewAccountForm({ create, units, unit }: { create: Action; units: readonly UnitChoice[]; unit?: number }) {
  return (
    <SendForm action={create} submit="增加账号">
      <ProfileFields />
      <TextInput name="name" label="用户名" description="登录时填写" autoComplete="off" />
      <UnitAndRole units={units} unit={unit} />
    </SendForm>
  )
}

export function RoleForm({ add, units }: { add: Action; units: readonly UnitChoice[] }) {
  return (
    <SendForm action={add} submit="增加角色">
      <UnitAndRole units={units} />
    </SendForm>
  )
}

type Profile = { fullName: string; position: string | null; officePhone: string | null; mobile: string | null; email: string | null }

const OPTIONAL = [
  { name: 'position', label: '职务' },
  { name: 'officePhone', label: '办公电话', type: 'tel', description: '催报和退回时上级按此联系' },
  { name: 'mobile', label: '手机', type: 'tel' },
  { name: 'email', label: '邮箱', type: 'email', description: '填写后接收邮件提醒' }
] as const

function ProfileFields({ profile }: { profile?: Profile }) {
  return (
    <>
      <TextInput name="fullName" label="姓名" autoComplete="off" defaultValue={profile?.fullName} />
      {OPTIONAL.map(({ name, label, ...field }) => (
        <TextInput key={name} name={name} label={`${label}（选填）`} autoComplete="off" defaultValue={profile?.[name] ?? ''} {...field} />
      ))}
    </>
  )
}

export function ProfileForm({ save, profile }: { save: Action; profile: Profile }) {
  return (
    <SendForm action={save} submit="保存" keepsFields>
      <ProfileFields profile={profile} />
    </SendForm>
  )
}

/** 交接 of an account that is given up, with what goes over. */
export function HandOverForm({
  handOver,
  work,
  heirs
}: {
  handOver: Action
  work: { roles: number; claims: number; notices: number }
  heirs: readonly { id: number; name: string }[]
}) {
  const words = `${work.roles} 个角色、${work.claims} 件已领取的年报和 ${work.notices} 条未读消息`
  return (
    <SendForm
      action={handOver}
      submit="交接并停用"
      asks={(answer) => (
        <AskDialog title="交接并停用" words={`${words}转给所选的接任者，本账号停用；历程和意见仍署原来的姓名。`} {...answer} />
      )}
      buttonProps={{ color: 'vermilion', variant: 'outline' }}
    >
      <p>用于调离、退休：{words}转给接任者，本账号停用。接任者须在同一单位有账号，没有的请先增加。</p>
      <Select
        name="heir"
        label="接任者"
        placeholder="输入姓名或单位查找"
        searchable
        limit={60}
        data={heirs.map(({ id, name }) => ({ value: String(id), label: name }))}
        nothingFoundMessage="没有符合的账号"
      />
    </SendForm>
  )
}

export type Held = { unit: number; unitName: string; role: Role }

/** The roles of an account, each to be taken away. */
export function HeldRoles({
  roles,
  remove
}: {
  roles: readonly Held[]
  remove: (role: { unit: number; role: Role; knowing?: string }) => Promise<CallResult>
}) {
  const { run, told, refused, isPending, forget } = useCall()
  const [asked, setAsked] = useState<{ unit: number; role: Role }>()
  const take = (held: { unit: number; role: Role }, knowing?: string) => {
    setAsked(held)
    return run(() => remove({ ...held, knowing }))
  }
  return (
    <>
      <TableFrame name="角色" least={440}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>单位</Table.Th>
              <Table.Th>角色</Table.Th>
              <Table.Th>
                <VisuallyHidden>办理</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {roles.map(({ unit, unitName, role }) => (
              <Table.Tr key={`${unit} ${role}`}>
                <Table.Td>{unitName}</Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{ROLE_NAMES[role]}</Table.Td>
                <Table.Td ta="right">
                  <AskButton
                    title="取消该角色"
                    words={`取消“${unitName}”的${ROLE_NAMES[role]}角色后，该账号不能再以此角色办理；需要时可以重新增加。`}
                    size="compact-sm"
                    variant="default"
                    isBusy={isPending}
                    aria-label={`取消该角色：${unitName} ${ROLE_NAMES[role]}`}
                    onTake={() => take({ unit, role })}
                  >
                    取消该角色
                  </AskButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
      <Told told={told} />
      <AskAgain refused={refused} title="取消该角色" onTake={(knowing) => asked && take(asked, knowing)} onClose={forget} />
    </>
  )
}

/** `path`: of a link that was made for the person. `asks`: it cannot be taken back by another of them. */
export type Measure = { label: string; words: string; asks?: boolean; run: (knowing?: string) => Promise<CallResult & { path?: string }> }

/** What can be done to an account, each with what it means. */
export function MeasureList({ name, measures }: { name: string; measures: readonly Measure[] }) {
  const { run, told, refused, isPending, forget } = useCall()
  const [path, setPath] = useState<string>()
  const [asked, setAsked] = useState<Measure>()
  const take = (measure: Measure, knowing?: string) => {
    setAsked(measure)
    return run(
      () => measure.run(knowing),
      (answer) => setPath(answer.path)
    )
  }
  return (
    <>
      <ul className={styles.measures}>
        {measures.map((measure) => {
          const { label, words, asks } = measure
          return (
            <li key={label}>
              {asks ? (
                <AskButton title={label} words={`${name}：${words}。`} variant="default" isBusy={isPending} onTake={() => take(measure)}>
                  {label}
                </AskButton>
              ) : (
                <BusyButton variant="default" isBusy={isPending} onClick={() => take(measure)}>
                  {label}
                </BusyButton>
              )}
              <span>{words}</span>
            </li>
          )
        })}
      </ul>
      {path && <OneTimeLink name={name} path={path} />}
      <Told told={told} />
      <AskAgain refused={refused} title={asked?.label ?? ''} onTake={(knowing) => asked && take(asked, knowing)} onClose={forget} />
    </>
  )
}
