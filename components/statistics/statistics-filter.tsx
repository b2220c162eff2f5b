import Link from 'next/link'
import { type ChoiceField, ChoiceFields, type FieldOptions } from '@/components/ui/fields/choice-fields'
import styles from '@/components/ui/fields/filter-bar.module.css'
import { KIND_NAMES } from '@/report/report'
import { STATE_CLASSES } from '@/report/rollup/state-class'
import { INDICATORS } from '@/report/statistics/indicators'
import { LEVEL_NAMES } from '@/report/unit'
import { type StatisticsQuery, statisticsAddress } from './address'

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

/** What is counted, of whom and when: all of it in the address, so that it can be kept and sent. */
export function StatisticsFilter({
  asked,
  years,
  groups,
  found
}: {
  asked: StatisticsQuery
  years: readonly number[]
  groups: readonly { key: string; name: string }[]
  found: number
}) {
  const ofYears: FieldOptions = years.map((year) => [String(year), String(year)])
  const fields: ChoiceField<keyof StatisticsQuery>[] = [
    ['from', '起始年度', ofYears],
    ['to', '截止年度', ofYears],
    ['counting', '计入范围', CLASSES],
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
        <button type="submit">统计</button>
        <Link href="/statistics" prefetch={false}>
          清除条件
        </Link>
      </form>
      <p>
        <span role="status">共 {found} 个单位</span>
        <a href={statisticsAddress({ ...asked, page: 1 }, '/statistics/xlsx')}>导出 Excel</a>
        <a href={statisticsAddress({ ...asked, page: 1 }, '/statistics/csv')}>导出 CSV</a>
      </p>
    </search>
  )
}
