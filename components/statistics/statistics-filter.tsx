import Link from 'next/link'
import { type ChoiceField, ChoiceFields, type FieldOptions } from '@/components/ui/fields/choice-fields'
import styles from '@/components/ui/fields/filter-bar.module.css'
import { KIND_NAMES } from '@/report/report'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { INDICATORS } from '@/report/statistics/indicators'
import { LEVEL_NAMES } from '@/report/unit'
import { printMoment } from '@/report/workflow/dates'
import { type StatisticsQuery, statisticsAddress } from './address'
import { KeepButton, type KeepStatistics } from './keep-button'

const LISTS = [...new Set(INDICATORS.map(({ list }) => list))]
const CLASSES: FieldOptions = Object.entries(STATE_CLASSES).map(([key, { name }]) => [key, name])
const BY: FieldOptions = [
  ['group', '地区或组'],
  ['level', '级别'],
  ['kind', '类型']
]
const ORDERS: FieldOptions = [
  ['falling', '从高到低'],
  ['rising', '从低到高']
]

/** When statistics were kept and by whom, and the years there are of them. */
type KeptSpan = { on: Date; by: string; from: number; to: number }

/** What is counted, of whom and when: all of it in the address, so that it can be kept and sent. */
export function StatisticsFilter({
  asked,
  years,
  groups,
  found,
  kept,
  keepStatistics
}: {
  asked: StatisticsQuery
  years: readonly number[]
  groups: readonly { key: string; name: string }[]
  found: number
  kept: KeptSpan | undefined
  keepStatistics: KeepStatistics
}) {
  const ofYears: FieldOptions = years
    .filter((year) => !kept || (kept.from <= year && year <= kept.to))
    .map((year) => [String(year), String(year)])
  const fields: ChoiceField<keyof StatisticsQuery>[] = [
    ['from', '起始年度', ofYears],
    ['to', '截止年度', ofYears],
    ...(kept ? [] : ([['counting', '计入范围', CLASSES]] as const)),
    ['group', '地区或组', groups.map(({ key, name }) => [key, name] as const), '全部'],
    ['level', '级别', Object.entries(LEVEL_NAMES), '全部'],
    ['kind', '类型', Object.entries(KIND_NAMES), '全部'],
    ['by', '分组', BY],
    ['order', '排名', ORDERS]
  ]
  return (
    <search className={styles.filter}>
      <form action="/statistics" method="get" key={JSON.stringify(asked)}>
        <label>
          <span>指标</span>
          <select name="indicator" defaultValue={asked.indicator}>
            {LISTS.map((list) => (
              <optgroup key={list} label={list}>
                {INDICATORS.filter((one) => one.list === list).map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <ChoiceFields fields={fields} asked={asked} />
        {asked.unit && <input type="hidden" name="unit" value={asked.unit} />}
        {asked.kept && <input type="hidden" name="kept" value={asked.kept} />}
        <button type="submit">统计</button>
        <Link href={statisticsAddress({ kept: asked.kept })} prefetch={false}>
          清除条件
        </Link>
      </form>
      <p>
        <span role="status">共 {found} 个单位</span>
        <a href={statisticsAddress({ ...asked, page: 1 }, '/statistics/xlsx')}>导出 Excel</a>
        <a href={statisticsAddress({ ...asked, page: 1 }, '/statistics/csv')}>导出 CSV</a>
        {!kept && <KeepButton asked={asked} keepStatistics={keepStatistics} />}
      </p>
      {kept && (
        <p role="note">
          数据截至 {printMoment(kept.on)}，由{kept.by}固定：单位、年度和计入的年报版本不再变化，此地址随时打开都是同样的数。{' '}
          <Link href={statisticsAddress({ ...asked, kept: undefined })} prefetch={false}>
            查看现在的数据
          </Link>
        </p>
      )}
    </search>
  )
}
