'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { DropList } from '@/components/ui/drop-list'
import { lazily } from '@/components/ui/lazily'
import { LinkButton } from '@/components/ui/link-button'
import { NextNote } from '@/components/ui/next-note'
import { StateBadge } from '@/components/ui/state-badge'
import { nameRevision } from '@/report/report'
import { printDue } from '@/report/workflow/deadline'
import { STATE_NAMES } from '@/report/workflow/states'
import { tellSum } from '@/report/workflow/tell-sum'
import type { SaveImprint } from './imprint-dialog'
import styles from './review.module.css'
import type { ReviewData } from './review-data'

const ImprintDialog = lazily(async () => (await import('./imprint-dialog')).ImprintDialog)

/** What else can be taken along, by the end of its address. */
const PAPERS = [
  { address: 'approval/word', words: '审查呈批单（Word）' },
  { address: 'approval/pdf', words: '审查呈批单（PDF）' },
  { address: 'word?cover=yes', words: 'Word 文件（带封面）' },
  { address: 'pdf?cover=yes', words: 'PDF 文件（带封面）' }
]

/** Which report, which revision, how often handed in, where it stands; the other revisions one click away. */
export function ReviewHeader({
  data: { id, unit, year, state, revision, revisions, count, due, publicPath, steps, imprint, may, lastYearOf },
  mayFill,
  saveImprint
}: {
  data: ReviewData
  mayFill: boolean
  saveImprint: SaveImprint
}) {
  const [isTyping, setTyping] = useState(false)
  const newest = revisions.at(-1)
  return (
    <>
      <section className={styles.bar} aria-label="报告">
        <h1>
          {year} 年 · {unit}
        </h1>
        {revisions.length > 1 ? (
          <DropList words={nameRevision(revision)}>
            {revisions.map((one) => (
              <li key={one.id}>
                <Link href={`/reports/${one.id}/review`} aria-current={one.id === id ? 'page' : undefined}>
                  {nameRevision(one.revision)} · {STATE_NAMES[one.state]}
                  {one === newest && ' · 最新'}
                </Link>
              </li>
            ))}
          </DropList>
        ) : (
          revision !== 1 && <span>{nameRevision(revision)}</span>
        )}
        {count > 1 && <span className={styles.count}>第 {count} 次报送</span>}
        <StateBadge state={state} />
        <span className={styles.soft}>报送截止 {printDue(due)}</span>
        <span className={styles.space} />
        {publicPath && (
          <LinkButton href={publicPath} isOutside>
            公开页面
          </LinkButton>
        )}
        {may.imprint && (
          <Button variant="default" size="sm" onClick={() => setTyping(true)}>
            公文要素…
          </Button>
        )}
        {mayFill && <LinkButton href={`/reports/${id}`}>返回填报</LinkButton>}
        <LinkButton href={`/reports/${id}/word`} isOutside>
          下载 Word
        </LinkButton>
        <LinkButton href={`/reports/${id}/pdf`} isOutside>
          下载 PDF
        </LinkButton>
        <DropList words="更多文件">
          {PAPERS.map(({ address, words }) => (
            <li key={address}>
              <a href={`/reports/${id}/${address}`}>{words}</a>
            </li>
          ))}
        </DropList>
        {isTyping && <ImprintDialog imprint={imprint} save={saveImprint} onClose={() => setTyping(false)} />}
      </section>
      <NextNote {...steps} />
      {lastYearOf && <p className={styles.older}>{tellSum(lastYearOf)}</p>}
      {newest && newest.id !== id && (
        <section className={styles.older} aria-label="版本">
          这是{nameRevision(revision)}，最新的是{' '}
          <Link href={`/reports/${newest.id}/review`}>
            {nameRevision(newest.revision)}（{STATE_NAMES[newest.state]}）
          </Link>
          。{newest.changeNote && `更正说明：${newest.changeNote}`}
        </section>
      )}
    </>
  )
}
