import Link from 'next/link'
import { type ChoiceField, ChoiceFields } from '@/components/ui/fields/choice-fields'
import styles from '@/components/ui/fields/filter-bar.module.css'
import { KIND_NAMES } from '@/report/report'
import { LEVEL_NAMES } from '@/report/unit'
import { PROBLEM_NAMES, STAGE_NAMES } from '@/report/workflow/deadline'
import { type BoardAsk, boardAddress } from './address'

/** What the table shows: all of it in the address, so that it can be kept and sent. */
export function BoardFilterBar({
  asked,
  years,
  groups,
  superiors,
  found
}: {
  asked: BoardAsk
  years: readonly number[]
  groups: readonly { key: string; name: string }[]
  superiors: readonly { id: number; name: string }[]
  found: number
}) {
  const fields: ChoiceField<keyof BoardAsk>[] = [
    ['year', '年度', years.map((year) => [String(year), String(year)] as const)],
    ['problem', '情况', Object.entries(PROBLEM_NAMES), '全部'],
    ['group', '地区或组', groups.map(({ key, name }) => [key, name] as const), '全部'],
    ['above', '上级单位', superiors.map(({ id, name }) => [String(id), name] as const), '全部'],
    ['stage', '状态', Object.entries(STAGE_NAMES), '全部'],
    ['level', '级别', Object.entries(LEVEL_NAMES), '全部'],
    ['kind', '类型', Object.entries(KIND_NAMES), '全部']
  ]
  return (
    <search className={styles.filter}>
      <form action="/board" method="get" key={JSON.stringify(asked)}>
        <ChoiceFields fields={fields} asked={asked} />
        <label>
          <span>单位</span>
          <input name="search" defaultValue={asked.search} maxLength={60} placeholder="名称的一部分，含下级" />
        </label>
        <input type="hidden" name="sort" value={asked.sort} />
        <button type="submit">查找</button>
        <Link href={boardAddress({ year: asked.year })} prefetch={false}>
          清除条件
        </Link>
      </form>
      <p>
        <span role="status">共 {found} 个单位</span>
        <a href={boardAddress(asked, '/board/xlsx')}>导出 Excel</a>
        <a href={boardAddress(asked, '/board/print')} target="_blank" rel="noopener">
          打印全部
        </a>
      </p>
    </search>
  )
}
