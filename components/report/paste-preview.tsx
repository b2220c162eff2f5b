'use client'
import { Button, Group, Table, Text } from '@mantine/core'
import { Dialog } from '@/components/ui/dialog'
import { placeName } from '@/report/finding'
import type { PastePlan } from '@/report/paste'
import { useDesk } from './desk-context'
import styles from './paste-preview.module.css'

/** What a paste would do, before it does it: Enter takes it, Esc leaves everything as it was. */
export function PastePreview({
  plan: { cells, totals, outside },
  onTake,
  onLeave
}: {
  plan: PastePlan
  onTake: () => void
  onLeave: () => void
}) {
  const { template } = useDesk()
  const unread = cells.filter(({ isRead }) => !isRead).length
  const apart = totals.filter(({ agrees }) => !agrees)
  return (
    <Dialog onClose={onLeave} title="粘贴预览" size="lg">
      <Text size="sm">
        将填入 {cells.length} 格。{totals.length > 0 && `总计 ${totals.length} 格不覆盖，只作比较。`}
        {outside > 0 && `超出表格的 ${outside} 格不粘贴。`}
        {unread > 0 && `有 ${unread} 格不是数字，会原样填入并标出。`}
      </Text>
      {apart.length > 0 && (
        <ul aria-label="与计算不符的总计">
          {apart.map(({ at, pasted, computed }) => (
            <li key={at}>
              {placeName(template, at)}：粘贴 {pasted}，计算 {computed || '尚不能计算'}
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable) */}
      <section className={styles.list} aria-label="将填入的格" tabIndex={0}>
        <Table fz="sm" withTableBorder stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>位置</Table.Th>
              <Table.Th>原来</Table.Th>
              <Table.Th>粘贴</Table.Th>
              <Table.Th>读作</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cells.map(({ at, was, now, understood, isRead }) => (
              <Table.Tr key={at}>
                <Table.Td>{placeName(template, at)}</Table.Td>
                <Table.Td>{was}</Table.Td>
                <Table.Td>{now || '（空）'}</Table.Td>
                <Table.Td>{isRead ? understood : '■ 不是数字'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <Group justify="space-between">
        <Button variant="default" onClick={onLeave}>
          不粘贴
        </Button>
        <Button data-autofocus disabled={cells.length === 0} onClick={onTake}>
          粘贴
        </Button>
      </Group>
    </Dialog>
  )
}
