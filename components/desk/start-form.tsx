'use client'
import { Group, NativeSelect } from '@mantine/core'
import { YearSelect } from '@/components/account/setup-forms'
import { ActionForm, type Outcome } from '@/components/ui/action-form'
import styles from './start-form.module.css'

export function StartForm({
  start,
  years,
  units
}: {
  start: (fields: Record<string, string>) => Promise<Outcome>
  years: readonly number[]
  units: readonly { id: number; name: string }[]
}) {
  return (
    <details className={styles.start}>
      <summary>新建年报</summary>
      <ActionForm action={start} submit="开始填报">
        <Group align="end">
          <NativeSelect name="unit" label="单位" data={units.map(({ id, name }) => ({ value: String(id), label: name }))} w={320} />
          <YearSelect years={years} />
        </Group>
      </ActionForm>
    </details>
  )
}
