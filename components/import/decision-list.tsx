'use client'
import { Group, Radio } from '@mantine/core'
import { placeName } from '@/report/finding'
import type { Address, Template } from '@/report/template'
import type { Decisions, ImportPlace } from '@/report/understanding/plan-import'
import { COMPARISONS } from './comparison'
import styles from './import-review.module.css'
import { SourcePiece } from './source-piece'

/** Longer texts are told by their beginning. */
const SHOWN = 60
const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…（${text.length} 字）` : text)

/** What is not taken over by itself: each place with the piece of the file it stands in, and what can be chosen. */
export function DecisionList({
  template,
  places,
  decided,
  onDecide
}: {
  template: Template
  places: readonly ImportPlace[]
  decided: Decisions
  onDecide: (at: Address, text: string | undefined) => void
}) {
  const open = places.filter(({ is }) => is === 'different' || is === 'unclear')
  const missing = places.filter(({ is }) => is === 'missing')
  if (open.length + missing.length === 0) return null
  return (
    <ul className={styles.decisions} aria-label="请选择">
      {open.map((place) => (
        <li key={place.at} data-is={place.is} data-undecided={!decided.has(place.at) || undefined}>
          <Decision template={template} place={place} decided={decided.get(place.at)} onDecide={onDecide} />
        </li>
      ))}
      {missing.length > 0 && (
        <li data-is="missing">
          <details>
            <summary>
              {COMPARISONS.missing.sign} 未找到 {missing.length} 处，不填入
            </summary>
            <ul>
              {missing.map(({ at, doubt }) => (
                <li key={at}>
                  {placeName(template, at)}：{doubt?.why}
                  <SourcePiece source={doubt?.source} cut={doubt?.cut} />
                </li>
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  )
}

function Decision({
  template,
  place: { at, is, was, now, doubt },
  decided,
  onDecide
}: {
  template: Template
  place: ImportPlace
  decided: string | undefined
  onDecide: (at: Address, text: string | undefined) => void
}) {
  const candidates = is === 'different' ? [now] : (doubt?.candidates ?? [])
  const { sign, words } = COMPARISONS[is]
  return (
    <Radio.Group
      label={`${sign} ${words} · ${placeName(template, at)}`}
      description={doubt?.why}
      value={decided === undefined ? '' : String(candidates.indexOf(decided))}
      onChange={(chosen) => onDecide(at, chosen === '' ? undefined : candidates[Number(chosen)])}
    >
      <SourcePiece source={doubt?.source} cut={doubt?.cut} />
      <Group gap="md" mt={4}>
        <Radio value="" label={was === '' ? '暂不填' : `保留“${shorten(was)}”`} />
        {candidates.map((candidate, i) => (
          <Radio key={candidate} value={String(i)} label={`采用“${shorten(candidate)}”`} />
        ))}
      </Group>
    </Radio.Group>
  )
}
