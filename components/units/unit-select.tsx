'use client'
import { Select, type SelectProps } from '@mantine/core'

export type UnitChoice = { id: number; name: string }

/** Chooses one of many units by typing a part of its name. */
export function UnitSelect({
  units,
  defaultUnit,
  ...more
}: { units: readonly UnitChoice[]; defaultUnit?: number | null } & Pick<
  SelectProps,
  'name' | 'label' | 'description' | 'placeholder' | 'clearable' | 'onChange'
>) {
  return (
    <Select
      {...more}
      searchable
      limit={60}
      data={units.map(({ id, name }) => ({ value: String(id), label: name }))}
      defaultValue={defaultUnit ? String(defaultUnit) : null}
      nothingFoundMessage="没有符合的单位"
      clearButtonProps={{ 'aria-label': '清除', 'aria-hidden': false, tabIndex: 0 }}
    />
  )
}
