import { Anchor, Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { TableFrame } from '@/components/ui/table-frame'
import { type UnitChoice, UnitSelect } from '@/components/units/unit-select'
import styles from './bulk-import.module.css'

/** A file that was read in, with what is open about it. */
export type ShownFile = {
  id: number
  name: string
  org?: string
  unit: number | null
  year: number | null
  sure: number
  missing: number
  open: number
  notes: readonly string[]
  isReady: boolean
  waits?: string
  replaces?: string
  report: number | null
}

type Place = (given: { file: number; unit: number | null; year: number | null }) => void
type Choices = { units: readonly UnitChoice[]; years: readonly number[]; place: Place }

/** What was understood of each file; unit and year can be chosen where the file does not tell them, or tells others. */
export function BulkTable({ files, remove, ...choices }: { files: readonly ShownFile[]; remove: (file: number) => void } & Choices) {
  return (
    <TableFrame name="读入的文件" least={1000} stacks>
      <table className={styles.table}>
        <thead>
          <tr>
            {['文件', '单位', '年度', '识别', '结果', '办理'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            // What was chosen stands in the fields from then on.
            <FileRow key={`${file.id} ${file.unit} ${file.year}`} file={file} remove={remove} {...choices} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function FileRow({ file, units, years, place, remove }: { file: ShownFile; remove: (file: number) => void } & Choices) {
  const { id, name, org, unit, year, sure, missing, open, notes, report } = file
  const [isEditing, setEditing] = useState(false)
  const isUnderstood = sure + missing + open > 0
  const isOpen = report === null && isUnderstood
  const own = units.find((one) => one.id === unit)?.name
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-whole>
        {isOpen && (unit === null || isEditing) ? (
          <UnitSelect
            units={units}
            defaultUnit={unit}
            aria-label={`${name} 的单位`}
            placeholder="输入名称选择单位"
            onChange={(chosen) => chosen && place({ file: id, unit: Number(chosen), year })}
          />
        ) : (
          own
        )}
        {org !== undefined && org !== own && <small>文件中为“{org}”</small>}
      </td>
      <td data-label={year === null ? undefined : '年度'}>
        {isOpen && (year === null || isEditing) ? (
          <NativeSelect
            aria-label={`${name} 的年度`}
            value={year ?? ''}
            data={[{ value: '', label: '请选择年度' }, ...years.map(String)]}
            onChange={({ target }) => target.value && place({ file: id, unit, year: Number(target.value) })}
          />
        ) : (
          year
        )}
      </td>
      <td data-whole={notes.length > 0 || undefined}>
        {[sure > 0 && `＋ ${sure} 处`, open > 0 && `？ 存疑 ${open} 处`, missing > 0 && `○ 未找到 ${missing} 处`]
          .filter(Boolean)
          .join('，')}
        {[...new Set(notes)].slice(0, 3).map((note) => (
          <small key={note}>▲ {note}</small>
        ))}
        {notes.length > 3 && <small>其余 {notes.length - 3} 条见结果表</small>}
      </td>
      <td>
        <Result {...file} />
      </td>
      <td>
        {report === null && (
          <div className={styles.acts}>
            {isOpen && unit !== null && year !== null && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${isEditing ? '不改' : '更改'} ${name} 的单位和年度`}
                onClick={() => setEditing(!isEditing)}
              >
                {isEditing ? '不改' : '更改'}
              </Button>
            )}
            <Button size="compact-sm" variant="default" aria-label={`移除 ${name}`} onClick={() => remove(id)}>
              移除
            </Button>
          </div>
        )}
      </td>
    </tr>
  )
}

function Result({ report, waits, replaces, open }: ShownFile) {
  if (report !== null) return <Anchor href={`/reports/${report}/review`}>✓ 已导入，查看</Anchor>
  if (waits) return <>■ {waits}</>
  const words = open > 0 ? '可导入，存疑的不填' : '可导入'
  return <>{replaces ? `▲ ${replaces}，勾选后导入` : words}</>
}
