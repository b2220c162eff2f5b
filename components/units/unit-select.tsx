'use client'
import { Select, type SelectProps } from '@mantine/core'
import type { SyntheticEvent } from 'react'
import { nameApart, superiorsApart } from '@/report/unit'

/** `above`: what tells it from another unit of the same name. */
export type UnitChoice = { id: number; name: string; above: number | null }

/** Chooses one of many units by typing a part of its name. */
export function UnitSelect({
  units,
  defaultUnit,
  ...more
}: { units: readonly UnitChoice[]; defaultUnit?: number | null } & Pick<
  SelectProps,
  'name' | 'label' | 'aria-label' | 'description' | 'placeholder' | 'clearable' | 'onChange'
>) {
  const superiors = superiorsApart(units)
  return (
    <Select
      {...more}
      searchable
      limit={60}
      data={units.map(({ id, name }) => ({ value: String(id), label: nameApart(name, superiors.get(id)) }))}
      defaultValue={defaultUnit ? String(defaultUnit) : null}
      // What stands there is chosen: what is typed takes its place.
      onFocus={selectAll}
      onClick={selectAll}
      nothingFoundMessage="没有符合的单位"
      clearButtonProps={{ 'aria-label': '清除', 'aria-hidden': false, tabIndex: 0 }}
    />
  )
}

const selectAll = ({ currentTarget: field }: SyntheticEvent<HTMLInputElement>) => {
  if (field.selectionStart === field.selectionEnd) field.select()
}
