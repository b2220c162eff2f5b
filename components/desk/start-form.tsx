'use client'
import { Group, NativeSelect } from '@mantine/core'
import { YearSelect } from '@/components/account/setup-forms'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import styles from './start-form.module.css'

export function StartForm({
  start,
  years,
  units
}: {
  start: (fields: Record<string, string>) => Promise<CallResult>
  years: readonly number[]
  units: readonly { id: number; name: string }[]
}) {
  return (
    <details className={styles.start}>
      <summary>新建年报</summary>
      <SendForm action={start} submit="开始填报">
        <Group align="end">
          <NativeSelect
            name="unit"
            label="单位"
            data={units.map(({ id, name }) => ({ value: String(id), label: name }))}
            w="min(320px, 100%)"
          />
          <YearSelect years={years} />
        </Group>
      </SendForm>
    </details>
  )
}
