'use client'
import { Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { isOpen, type Judged } from '@/report/answer'
import { sectionOf } from '@/report/finding'
import { summarise } from '@/report/summary'
import { preamble, type Template } from '@/report/template'
import { CellGuide } from './cell-guide'
import { useCanEdit, useDesk, useJudged } from './desk-context'
import { FindingCard } from './finding-card'
import styles from './findings-panel.module.css'
import { RepairList } from './repair-list'

/** 问题 by section, the one that is open first, and below them what belongs into the focused cell. F8 and Shift+F8 walk through what is open. */
export function FindingsPanel({ part }: { part: string }) {
  const { template, live } = useDesk()
  const canEdit = useCanEdit()
  const judged = useJudged()
  const broken = judged.find((one) => one.finding.level === 'error' && one.finding.off && isOpen(one))
  const recent = live.getRecent()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed last decides which repair is the likeliest.
  const repairs = useMemo(() => (broken && canEdit ? live.findRepairs() : []), [live, broken, canEdit, recent])
  useProblemKeys(judged)
  const shown = judged.filter(({ finding }) => !finding.missing)
  const missing = judged.filter(({ finding }) => finding.missing)
  const { errors, warnings } = summarise(judged)
  return (
    <aside className={styles.panel} aria-label="问题与填报说明">
      <CellGuide />
      <div>
        <h2 aria-live="polite">
          错误 {errors} · 待说明 {warnings}
        </h2>
        {shown.length === 0 && <p>{missing.length === 0 ? '● 没有问题，可以提交。' : '● 已填内容没有问题。'}</p>}
        {bySection(template, shown, part).map(({ key, name, list }) => (
          <Group key={key} name={name} list={list} under={(one) => one === broken && <RepairList repairs={repairs} />} />
        ))}
        {missing.length > 0 && <Group name="尚未填写" list={missing} />}
      </div>
      <p className={styles.hint}>F8 下一处问题，Shift+F8 上一处</p>
    </aside>
  )
}

function Group({ name, list, under }: { name: string; list: readonly Judged[]; under?: (judged: Judged) => ReactNode }) {
  return (
    <section className={styles.group}>
      <h3>{name}</h3>
      <ul className={styles.list}>
        {list.map((judged) => (
          <Fragment key={judged.key}>
            <FindingCard judged={judged} />
            {under?.(judged)}
          </Fragment>
        ))}
      </ul>
    </section>
  )
}

function bySection(template: Template, judged: readonly Judged[], part: string): { key: string; name: string; list: Judged[] }[] {
  const groups = new Map<string, { key: string; name: string; list: Judged[] }>()
  for (const one of judged) {
    const [first] = one.finding.at
    const { key, heading: name } =
      sectionOf(template, first) ?? (first === undefined ? WHOLE : { key: preamble.key, heading: preamble.name })
    const group = groups.get(key)
    if (group) group.list.push(one)
    else groups.set(key, { key, name, list: [one] })
  }
  return [...groups.values()].sort((a, b) => Number(b.key === part) - Number(a.key === part))
}

const WHOLE = { key: '', heading: '整份年报' }

function useProblemKeys(judged: readonly Judged[]): void {
  const { goTo } = useDesk()
  const last = useRef(-1)
  useEffect(() => {
    const places = judged.filter((one) => isOpen(one)).flatMap(({ finding }) => finding.at[0] ?? [])
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || places.length === 0) return
      event.preventDefault()
      const focused = document.activeElement?.getAttribute('name') ?? ''
      // Several problems may lie in one field.
      const here = places[last.current] === focused ? last.current : places.indexOf(focused)
      const next = here < 0 ? (event.shiftKey ? places.length - 1 : 0) : (here + (event.shiftKey ? -1 : 1) + places.length) % places.length
      last.current = next
      goTo(places[next] ?? '')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [judged, goTo])
}
