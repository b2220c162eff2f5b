'use client'
import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import styles from './batch.module.css'
import { ORDERED } from './batch-list'

export type ChoiceLine = { id: number; unitName: string; state: string; revision: number }
type Named = { key: string; name: string }

/** Which reports of a year, in which formats. Everything shown is chosen until somebody takes it away. */
export function BatchForm({
  year,
  years,
  states,
  formats,
  lines,
  start
}: {
  year: number
  years: readonly number[]
  states: readonly Named[]
  formats: readonly (Named & { isSummed: boolean })[]
  lines: readonly ChoiceLine[]
  start: (input: { year: number; reports: number[]; formats: string[] }) => Promise<CallResult>
}) {
  const router = useRouter()
  const { run, told, isPending } = useCall()
  const [search, setSearch] = useState('')
  const [inStates, setStates] = useState<readonly string[]>(() => {
    const first = states.find(({ key }) => lines.some(({ state }) => state === key))
    return first ? [first.key] : []
  })
  const [inFormats, setFormats] = useState<readonly string[]>(formats.slice(0, 2).map(({ key }) => key))
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())

  const shown = lines.filter(({ unitName, state }) => inStates.includes(state) && unitName.includes(search.trim()))
  const chosen = shown.filter(({ id }) => !left.has(id))
  const nameOf = (state: string) => states.find(({ key }) => key === state)?.name
  const toggle = (id: number) => setLeft(withOrWithout(left, id))
  const toggleAll = () => setLeft(chosen.length === shown.length ? new Set(shown.map(({ id }) => id)) : new Set())

  const submit = () =>
    run(
      () => start({ year, reports: chosen.map(({ id }) => id), formats: [...inFormats] }),
      () => window.dispatchEvent(new Event(ORDERED))
    )

  return (
    <section aria-labelledby="order" className={styles.order}>
      <h2 id="order">新建导出</h2>
      <div className={styles.choices}>
        <NativeSelect
          label="年度"
          description="选择后即显示该年度"
          value={year}
          data={years.map(String)}
          onChange={({ currentTarget }) => router.push(`/batch?year=${currentTarget.value}`)}
        />
        <Checkbox.Group label="状态" value={[...inStates]} onChange={setStates}>
          <Group gap="md" mih={36}>
            {states.map(({ key, name }) => (
              <Checkbox
                key={key}
                value={key}
                disabled={lines.every(({ state }) => state !== key)}
                label={`${name}（${lines.filter(({ state }) => state === key).length}）`}
              />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group label="格式" value={[...inFormats]} onChange={setFormats}>
          <Group gap="md" mih={36}>
            {formats.map(({ key, name }) => (
              <Checkbox key={key} value={key} label={name} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput label="只看单位" value={search} onChange={({ currentTarget }) => setSearch(currentTarget.value)} />
      </div>
      <fieldset className={styles.units}>
        <legend>年报</legend>
        {shown.length === 0 ? (
          <p>没有符合条件的年报，请换一个状态或单位。</p>
        ) : (
          <Checkbox
            label={`全部（已选 ${chosen.length} / ${shown.length}）`}
            checked={chosen.length === shown.length}
            indeterminate={chosen.length > 0 && chosen.length < shown.length}
            onChange={toggleAll}
          />
        )}
        <div className={styles.scroll}>
          {shown.map(({ id, unitName, state, revision }) => (
            <label key={id}>
              <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
              <span>{unitName}</span>
              <span className={styles.soft}>
                {nameOf(state)}
                {revision > 1 && `，第 ${revision} 版`}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Told told={told} />
      <BusyButton onClick={submit} isBusy={isPending} disabled={chosen.length === 0 || inFormats.length === 0}>
        开始打包
      </BusyButton>
      <p className={styles.soft}>
        {chosen.length} 份 × {inFormats.length} 种格式，共 {chosen.length * inFormats.length} 个文件
        {formats.some(({ key, isSummed }) => isSummed && inFormats.includes(key)) && '，另附汇总表，每份年报一行'}
        。文件按提交审核时的内容生成，逐个核对后打包；可以离开本页，回来再下载。
      </p>
    </section>
  )
}

function withOrWithout(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const changed = new Set(ids)
  if (!changed.delete(id)) changed.add(id)
  return changed
}
