'use client'
import { Select } from '@mantine/core'
import { useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import { printValue } from '@/report/values'
import styles from './token-picker.module.css'

/** How many cells are listed at once, so that the list need not scroll; typing narrows them down. */
const MOST_LISTED = 8

/** Picks a cell by words of its row, its column or its number; the totals, which prose mostly names, come first. */
export function TokenPicker({
  spot: { left, bottom },
  onPick,
  onLeave,
  onEscape
}: {
  spot: { left: number; bottom: number }
  onPick: (at: Address) => void
  onLeave: () => void
  onEscape: () => void
}) {
  const { template, live } = useFormSession()
  const { report, amounts } = live.getView().sheet
  const isTotal = (at: Address) => at.endsWith('/total')
  const cells = template.cells
    .map((cell) => ({
      value: cell.at,
      label: `${cell.table.name} ${cell.name}：${printValue(template, report.values, amounts, cell.at) || '未填'}`
    }))
    .sort((a, b) => Number(isTotal(b.value)) - Number(isTotal(a.value)))
  return (
    <div className={styles.picker} style={{ left: Math.max(0, left - 12), top: bottom }}>
      <Select
        aria-label="插入表中数字"
        placeholder="输入行名、列名或数字"
        size="sm"
        data={cells}
        limit={MOST_LISTED}
        withScrollArea={false}
        searchable
        autoFocus
        defaultDropdownOpened
        selectFirstOptionOnChange
        nothingFoundMessage="表中没有符合的格"
        comboboxProps={{ withinPortal: false, shadow: 'md' }}
        filter={({ options, search, limit }) => {
          const words = search.split(/\s+/)
          return options.filter((option) => 'label' in option && words.every((word) => option.label.includes(word))).slice(0, limit)
        }}
        onChange={(at) => at && onPick(at)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEscape()
        }}
        onBlur={onLeave}
      />
    </div>
  )
}
