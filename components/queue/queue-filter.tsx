'use client'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import Link from 'next/link'
import { Pages } from '@/components/ui/list/pages'
import { STANDING_NAMES, STANDINGS, type Standing, type Tally } from '@/report/workflow/progress'
import styles from './queue-filter.module.css'

export type Filter = { state: 'waiting' | 'all' | Standing; year?: number; search: string; page: number }

/** Own work or all units, of which year, in which state, of which name: all of it in the address, so that it can be kept and sent. */
export function QueueFilterBar({ filter, years, found }: { filter: Filter; years: readonly number[]; found: number }) {
  const isOwnWork = filter.state === 'waiting'
  return (
    <div className={styles.filter}>
      <nav aria-label="范围" className={styles.scopes}>
        <Link href="/queue" aria-current={isOwnWork ? 'page' : undefined}>
          待我办理
        </Link>
        <Link href="/queue?state=all" aria-current={isOwnWork ? undefined : 'page'}>
          全部单位
        </Link>
      </nav>
      <search>
        <form action="/queue" method="get" key={JSON.stringify(filter)}>
          <Group align="end" gap="xs">
            {isOwnWork ? (
              <input type="hidden" name="state" value="waiting" />
            ) : (
              <NativeSelect
                name="state"
                label="状态"
                defaultValue={filter.state}
                data={[{ value: 'all', label: '全部' }, ...STANDINGS.map((value) => ({ value, label: STANDING_NAMES[value] }))]}
              />
            )}
            <NativeSelect
              name="year"
              label="年度"
              defaultValue={filter.year ?? ''}
              data={[
                ...(isOwnWork ? [{ value: '', label: '全部' }] : []),
                ...years.map((year) => ({ value: String(year), label: String(year) }))
              ]}
            />
            <TextInput name="search" label="单位" placeholder="名称的一部分" defaultValue={filter.search} maxLength={60} />
            <Button type="submit" variant="default">
              查找
            </Button>
            <span role="status" className={styles.found}>
              共 {found} {isOwnWork ? '份' : '个单位'}
            </span>
          </Group>
        </form>
      </search>
    </div>
  )
}

/** How many units stand where; each number leads to the units behind it. */
export function StandingTally({ tally, year }: { tally: Tally; year: number | undefined }) {
  const named = STANDINGS.filter((standing) => standing !== 'NOT_REQUIRED' && tally.of[standing] > 0)
  return (
    <p className={styles.tally}>
      <b>
        {year} 年应报送 {tally.required} 个单位，已报送 {tally.handedIn}，未报送 {tally.required - tally.handedIn}
      </b>
      {named.map((standing) => (
        <Link key={standing} href={`/queue?state=${standing}&year=${year}`}>
          {STANDING_NAMES[standing]} {tally.of[standing]}
        </Link>
      ))}
      {tally.of.NOT_REQUIRED > 0 && (
        <span>
          不计入：
          <Link href={`/queue?state=NOT_REQUIRED&year=${year}`}>
            {STANDING_NAMES.NOT_REQUIRED} {tally.of.NOT_REQUIRED}
          </Link>
        </span>
      )}
    </p>
  )
}

/** The address of another page of the same list. */
const addressOf = (filter: Filter, page: number) =>
  `/queue?${new URLSearchParams(Object.entries({ ...filter, page }).map(([key, value]) => [key, String(value ?? '')]))}`

export function QueuePages({ filter, pages }: { filter: Filter; pages: number }) {
  return <Pages page={filter.page} pages={pages} addressOf={(page) => addressOf(filter, page)} />
}
