'use client'
import { Alert, Button, Group, Text } from '@mantine/core'
import { useFormSession } from '@/components/form/session/session-context'
import { Dialog } from '@/components/ui/dialog'
import { placeName } from '@/report/finding'
import { printCell } from '@/report/input'
import { type DrawnCell, drawTable } from '@/report/layout/drawing'
import type { PastePlan } from '@/report/reading/paste'
import type { Table } from '@/report/template'
import { computeTotal, printNumber } from '@/report/values'
import styles from './paste-preview.module.css'

/**
 * What a paste would do, before it does it: the table as it would be, each change drawn in it, and row by row what was not
 * understood. Enter takes it as one step that can be undone, Esc leaves everything as it was.
 */
export function PastePreview({ table, plan, onTake, onLeave }: { table: Table; plan: PastePlan; onTake: () => void; onLeave: () => void }) {
  const { template } = useFormSession()
  const { cells, unread, totals, left, guessed, kept, outside, elsewhere } = plan
  const apart = totals.filter(({ agrees }) => !agrees)
  const nameOf = (one: Table) => {
    const section = template.sections.find(({ table: its }) => its === one)
    return `${one.name}（${section?.heading.replace(/^[一二三四五六]、/, '')}）`
  }
  return (
    <Dialog onClose={onLeave} title="粘贴预览" size="min(1000px, 96vw)">
      {elsewhere.map((one) => (
        <Alert key={one.key} color="vermilion" role="alert" p="xs" mb="xs">
          这是{nameOf(one)}，请打开该表后在那里粘贴，这里不会填入。
        </Alert>
      ))}
      <Text size="sm">
        {cells.length > 0 ? `将填入 ${cells.length} 格。` : '没有要填入的内容。'}
        {totals.length > 0 && `总计 ${totals.length} 格不覆盖，只作比较。`}
        {kept > 0 && `复制内容为空的 ${kept} 格保留原有内容。`}
        {outside > 0 && `超出表格的 ${outside} 格不填入。`}
        {unread.length > 0 && `有 ${unread.length} 格不是数字，不填入。`}
        {left.length > 0 && `有 ${left.length} 行没有识别，不填入。`}
      </Text>
      {left.length + unread.length + guessed.length + apart.length > 0 && (
        <ul className={styles.notes} aria-label="请核对">
          {left.map(({ text, why }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same row may stand there twice, and none moves
            <li key={`${i} ${text}`}>
              <strong>未识别的行</strong> {text}：{why}
            </li>
          ))}
          {unread.map(({ at, text, why }) => (
            <li key={at}>
              <strong>{placeName(template, at)}</strong> {text.replaceAll('\n', '⏎')}：
              {text.includes('\n') ? '一格内有多行，不能确定是哪个数' : why}
            </li>
          ))}
          {guessed.map(({ said, line }) => (
            <li key={said}>
              “{said}”识别为“{line}”，请确认
            </li>
          ))}
          {apart.map(({ at, pasted, computed }) => (
            <li key={at}>
              {placeName(template, at)}：粘贴 {pasted}，计算 {computed || '尚不能计算'}
            </li>
          ))}
        </ul>
      )}
      {cells.length + unread.length > 0 && <ChangedTable table={table} plan={plan} />}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onLeave} data-autofocus={cells.length === 0 || undefined}>
          取消
        </Button>
        {cells.length > 0 && (
          <Button data-autofocus onClick={onTake}>
            粘贴
          </Button>
        )}
      </Group>
    </Dialog>
  )
}

function ChangedTable({ table, plan: { cells, unread, totals } }: { table: Table; plan: PastePlan }) {
  const { template, form } = useFormSession()
  const values = form.getValues()
  const changed = new Map(cells.map((cell) => [cell.at, cell]))
  const odd = new Map(unread.map((cell) => [cell.at, cell]))
  const compared = new Map(totals.map((total) => [total.at, total]))
  const after = { ...values, ...Object.fromEntries(cells.map(({ at, now }) => [at, now])) }
  const { rows } = drawTable(table)

  const drawValue = ({ at = '', colspan, rowspan }: DrawnCell) => {
    const cell = template.cells[template.index.get(at) ?? -1]
    if (!cell) return null
    const span = { colSpan: colspan, rowSpan: rowspan }
    const change = changed.get(at)
    if (change)
      return (
        <td key={at} {...span} className={styles.changed} title={placeName(template, at)}>
          {change.was && <del>{change.was}</del>} <ins>{change.now.replaceAll('\n', ' ')}</ins>
          {change.understood !== change.now && <small className={styles.note}>识别为 {change.understood}</small>}
        </td>
      )
    if (odd.has(at))
      return (
        <td key={at} {...span} className={styles.odd} title={placeName(template, at)}>
          {values[at]} <span className={styles.note}>■ {odd.get(at)?.text.replaceAll('\n', '⏎')}</span>
        </td>
      )
    const total = compared.get(at)
    const text =
      cell.role === 'input' ? printCell(values[at], cell.kind) : values[at] || printNumber(computeTotal(template, after, at), cell.kind)
    return (
      <td key={at} {...span} className={total && !total.agrees ? styles.odd : undefined}>
        {text}
        {total && !total.agrees && <span className={styles.note}>▲ 粘贴 {total.pasted}</span>}
      </td>
    )
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable)
    <section className={styles.frame} aria-label="粘贴后的表" tabIndex={0}>
      <table className={styles.table}>
        <tbody>
          {rows.map(({ cells: line }, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a form never move
            <tr key={r}>
              {line.map((cell, c) =>
                cell.at ? (
                  drawValue(cell)
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do its labels
                  <th key={c} colSpan={cell.colspan} rowSpan={cell.rowspan} scope={cell.is === 'label' ? 'row' : 'col'}>
                    {cell.text}
                  </th>
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
