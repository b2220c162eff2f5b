'use client'
import { Button } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { useCanEdit, useFormSession, useJudged } from '@/components/form/session/session-context'
import { lazily } from '@/components/ui/lazily'
import { PlaceButton } from '@/components/ui/place-button'
import { countsAs, type Judged } from '@/report/answer'
import type { Template } from '@/report/template'
import { type Counts, countOpen, describeCounts, listPages, OVERVIEW, pageOf, pageOfFinding } from '@/report/workflow/counts'
import { CellGuide } from './cell-guide'
import { FindingCard } from './finding-card'
import styles from './findings-panel.module.css'
import { PageRemarks } from './unit-remarks'
import { useCounts } from './use-counts'
import { useFindingKeys } from './use-finding-keys'
import { useSayingFindings } from './use-saying-findings'

const FormKeys = lazily(async () => (await import('./form-keys')).FormKeys)
const RepairList = lazily(async () => (await import('./repair-list')).RepairList)

/**
 * 问题 of the page that is open, on the overview of the whole report, and below them what belongs into the focused cell. What
 * a heading counts stands under it.
 */
export function FindingsPanel({ part }: { part: string }) {
  const { data, template, live, goTo } = useFormSession()
  // What is a sum of members is mended at the members.
  const canMend = useCanEdit() && !data.sums
  const judged = useJudged()
  const counts = useCounts()
  const isOverview = part === OVERVIEW.key
  const own = isOverview ? judged : judged.filter((one) => pageOfFinding(template, one) === part)
  const broken = own.find((one) => countsAs(one) === 'error' && one.finding.off)
  const [showsKeys, setShowsKeys] = useState(false)
  useFindingKeys(judged, part)
  useSayingFindings(judged)
  const shown = own.filter((one) => countsAs(one) !== 'missing')
  const missing = own.filter((one) => countsAs(one) === 'missing')
  const touching = judged.filter((one) => !own.includes(one) && one.finding.at.some((at) => pageOf(template, at) === part))
  const all = counts.get(OVERVIEW.key) as Counts
  return (
    <aside className={styles.panel} aria-label="问题与填报说明">
      <CellGuide />
      <div>
        <h2>
          {isOverview ? '全文' : '本部分'}：<CountWords counts={counts.get(part) ?? all} />
        </h2>
        {!isOverview && <PageRemarks part={part} />}
        {byPage(template, shown).map(({ key, heading, list }) => (
          <Group
            key={key}
            name={isOverview ? heading : undefined}
            list={list}
            under={(one) => one === broken && canMend && <RepairList broken={one} recent={live.getRecent()} />}
          />
        ))}
        {missing.length > 0 && <Group name="尚未填写" list={missing} />}
        {touching.length > 0 && <Group name={`见于其他部分，涉及本部分的 ${touching.length} 处`} list={touching} />}
      </div>
      {!isOverview && (
        <PlaceButton onClick={() => goTo('')}>
          全文：
          <CountWords counts={all} only="open" />
        </PlaceButton>
      )}
      <div className={styles.keys}>
        F8 下一处问题，F7 转到它的办法{' '}
        <Button size="compact-sm" variant="default" onClick={() => setShowsKeys(true)}>
          快捷键
        </Button>
      </div>
      {showsKeys && <FormKeys onClose={() => setShowsKeys(false)} />}
    </aside>
  )
}

function CountWords({ counts, only }: { counts: Counts; only?: 'open' }) {
  const words = describeCounts(counts, only).map(({ says }) => says)
  const all = countOpen(counts) === 0 ? ['● 没有需要处理的问题', ...words] : words
  return all.map((one) => (
    <span key={one} className={styles.count}>
      {one}{' '}
    </span>
  ))
}

function Group({ name, list, under }: { name?: string; list: readonly Judged[]; under?: (judged: Judged) => ReactNode }) {
  return (
    <section className={styles.group}>
      {name && <h3>{name}</h3>}
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

/** Findings under the page each is counted on, in the order of the form; what concerns the whole report first. */
function byPage(template: Template, judged: readonly Judged[]): { key: string; heading: string; list: Judged[] }[] {
  return listPages(template).flatMap(({ key, heading }) => {
    const list = judged.filter((one) => pageOfFinding(template, one) === key)
    return list.length === 0 ? [] : [{ key, heading: key === OVERVIEW.key ? '整份年报' : heading, list }]
  })
}
