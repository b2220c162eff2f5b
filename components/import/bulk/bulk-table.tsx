import { Anchor, NativeSelect } from '@mantine/core'
import { TableFrame } from '@/components/ui/table-frame'
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
  doubts: readonly { at: string; place: string; why: string; source?: string; candidates: readonly string[]; hasCut: boolean }[]
  notes: readonly string[]
  isReady: boolean
  waits?: string
  report: number | null
}

/** What was understood of each file; unit and year can be chosen where the file does not tell them. */
export function BulkTable({
  files,
  units,
  years,
  place
}: {
  files: readonly ShownFile[]
  units: readonly { id: number; name: string }[]
  years: readonly number[]
  place: (given: { file: number; unit: number | null; year: number | null }) => void
}) {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return (
    <TableFrame name="读入的文件" least={860}>
      <table className={styles.table}>
        <thead>
          <tr>
            {['文件', '单位', '年度', '识别', '结果'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => {
            const { id, name, org, unit, year, sure, missing, doubts, notes, report } = file
            const isOpen = report === null && sure + missing + doubts.length > 0
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  {isOpen && unit === null ? (
                    <NativeSelect
                      aria-label={`${name} 的单位`}
                      value=""
                      data={[{ value: '', label: '请选择单位' }, ...units.map((one) => ({ value: String(one.id), label: one.name }))]}
                      onChange={({ target }) => target.value && place({ file: id, unit: Number(target.value), year })}
                    />
                  ) : (
                    names.get(unit ?? -1)
                  )}
                  {org !== undefined && org !== names.get(unit ?? -1) && <small>文件中为“{org}”</small>}
                </td>
                <td>
                  {isOpen && year === null ? (
                    <NativeSelect
                      aria-label={`${name} 的年度`}
                      value=""
                      data={[{ value: '', label: '请选择年度' }, ...years.map(String)]}
                      onChange={({ target }) => target.value && place({ file: id, unit, year: Number(target.value) })}
                    />
                  ) : (
                    year
                  )}
                </td>
                <td>
                  {sure > 0 && `＋ ${sure} 处`}
                  {doubts.length > 0 && `，？ 存疑 ${doubts.length} 处`}
                  {missing > 0 && `，○ 未找到 ${missing} 处`}
                  {notes.slice(0, 3).map((note) => (
                    <small key={note}>▲ {note}</small>
                  ))}
                  {notes.length > 3 && <small>其余 {notes.length - 3} 条见结果表</small>}
                </td>
                <td>
                  <Result {...file} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Result({ report, waits, doubts }: ShownFile) {
  if (report !== null) return <Anchor href={`/reports/${report}/review`}>✓ 已导入，查看</Anchor>
  if (waits) return <>■ {waits}</>
  return doubts.length > 0 ? <>可导入，存疑的不填</> : <>可导入</>
}
