'use client'
import { Alert, Button, Group, NativeSelect, Table, TextInput } from '@mantine/core'
import { useState, useTransition } from 'react'
import { UnitFields } from '@/components/account/setup-forms'
import { ActionForm, type Outcome } from '@/components/ui/action-form'
import { ROLE_NAMES, ROLES, type Role } from '@/report/status'

type Action = (fields: Record<string, string>) => Promise<Outcome>
type UnitChoice = { id: number; name: string }

const choicesOf = (units: readonly UnitChoice[]) => units.map(({ id, name }) => ({ value: String(id), label: name }))

export function UnitForm({ create, units }: { create: Action; units: readonly UnitChoice[] }) {
  return (
    <ActionForm action={create} submit="增加单位">
      <UnitFields />
      <NativeSelect name="above" label="上级单位" data={choicesOf(units)} />
    </ActionForm>
  )
}

export function AccountForm({ create, units }: { create: Action; units: readonly UnitChoice[] }) {
  return (
    <ActionForm action={create} submit="增加账号">
      <TextInput name="name" label="用户名" autoComplete="off" />
      <NativeSelect name="unit" label="单位" data={choicesOf(units)} />
      <NativeSelect
        name="role"
        label="角色"
        description="审核员审核本单位和下级单位的年报"
        data={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
      />
    </ActionForm>
  )
}

export type AccountRow = {
  id: number
  name: string
  closed: boolean
  isLocked: boolean
  memberships: readonly { unit: string; role: Role }[]
}

export function AccountTable({
  accounts,
  reset,
  signOut,
  close
}: {
  accounts: readonly AccountRow[]
  reset: Action
  signOut: Action
  close: Action
}) {
  const [outcome, setOutcome] = useState<{ name: string; result: Outcome }>()
  const [isPending, start] = useTransition()
  const run = ({ id, name }: AccountRow, action: Action, more = {}) =>
    start(async () => setOutcome({ name, result: await action({ account: String(id), ...more }) }))
  const { name, result } = outcome ?? {}
  return (
    <>
      {result && (
        <Alert color={result.ok ? 'pine' : 'vermilion'} role={result.ok ? 'status' : 'alert'} mb="sm">
          {name}：{result.ok ? result.says : result.error}
        </Alert>
      )}
      <Table bg="var(--paper)" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>用户名</Table.Th>
            <Table.Th>单位与角色</Table.Th>
            <Table.Th>状态</Table.Th>
            <Table.Th>办理</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Table.Tr key={account.id}>
              <Table.Td>{account.name}</Table.Td>
              <Table.Td>{account.memberships.map(({ unit, role }) => `${unit} ${ROLE_NAMES[role]}`).join('；')}</Table.Td>
              <Table.Td>{account.closed ? '停用' : account.isLocked ? '已锁定' : '正常'}</Table.Td>
              <Table.Td>
                <Group gap={6}>
                  <Button size="compact-sm" variant="default" disabled={isPending} onClick={() => run(account, reset)}>
                    重置密码
                  </Button>
                  <Button size="compact-sm" variant="default" disabled={isPending} onClick={() => run(account, signOut)}>
                    退出所有设备
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={isPending}
                    onClick={() => run(account, close, { closed: account.closed ? '0' : '1' })}
                  >
                    {account.closed ? '启用' : '停用'}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
