'use client'
import { Box, Loader } from '@mantine/core'
import { Suspense, use, useState } from 'react'
import { SharedText } from '@/components/document/look'
import type { Compared } from '@/components/review/review-data'
import { Told } from '@/components/ui/call/told'
import { Dialog } from '@/components/ui/dialog'
import { ALIKE, COPIED, type Likeness, type LikeText, percentOf } from '@/report/text/similarity'
import styles from './likeness-dialog.module.css'

/** 比对雷同: one text beside last year's and those of sister units, what stands in both marked (Y-07). */
export function LikenessDialog({ name, answer, onClose }: { name: string; answer: Promise<Compared>; onClose: () => void }) {
  return (
    <Dialog title={`${name}：与上年、兄弟单位比对`} size="1200px" onClose={onClose}>
      <Suspense fallback={<Loader size="sm" aria-label="正在比对" />}>
        <Answer answer={answer} />
      </Suspense>
    </Dialog>
  )
}

function Answer({ answer }: { answer: Promise<Compared> }) {
  const compared = use(answer)
  return compared.ok ? <LikeTexts likeness={compared.likeness} /> : <Told told={compared} />
}

function LikeTexts({ likeness: { text, compared, texts } }: { likeness: Likeness }) {
  const [chosen, setChosen] = useState(0)
  const one = texts[chosen]
  return (
    <>
      <p className={styles.lead} role="status">
        {compared === 0
          ? '没有可比的兄弟单位（同一上级、同一年度，已提交）。'
          : `已与 ${compared} 个兄弟单位（同一上级、同一年度，已提交）比对。`}
        数字、年份和标点不计；两边都有的文字加底色和下划线。
      </p>
      {one ? (
        <div className={styles.columns}>
          <ul className={styles.list}>
            {texts.map((other, i) => (
              <li key={`${other.whose} ${other.unit}`}>
                <button type="button" aria-pressed={i === chosen} onClick={() => setChosen(i)}>
                  <span>{nameOf(other)}</span>
                  <b>{percentOf(other.share)}%</b>
                  <small>{verdictOf(other.share)}</small>
                </button>
              </li>
            ))}
          </ul>
          <Box component="section" className={styles.text} aria-label="本单位" tabIndex={0}>
            <h3>
              本单位：{percentOf(one.share)}% 与{nameOf(one)}相同
            </h3>
            <SharedText text={text} same={one.mine} />
          </Box>
          <Box component="section" className={styles.text} aria-label={nameOf(one)} tabIndex={0}>
            <h3>{nameOf(one)}</h3>
            <SharedText text={one.text} same={one.theirs} />
          </Box>
        </div>
      ) : (
        <p>● 没有相同的文字。</p>
      )}
    </>
  )
}

const nameOf = ({ whose, unit }: LikeText) => (whose === 'last year' ? '上年报告' : unit)

const verdictOf = (share: number) => (share >= COPIED ? '■ 内容雷同' : share >= ALIKE ? '▲ 七成以上相同' : '')
