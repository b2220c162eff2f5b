'use client'
import { Button, Tabs } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { DocumentView } from '@/components/document/document-view'
import { type Pointed, placeBeside, readSelection } from '@/components/document/sheet-places'
import { CommentComposer } from '@/components/remarks/comment-composer'
import { ThreadCard } from '@/components/remarks/thread-card'
import { ChangeLine } from '@/components/review/items/change-line'
import { FindingLine } from '@/components/review/items/finding-line'
import { ItemList } from '@/components/review/items/item-list'
import { LikenessDialog } from '@/components/review/items/likeness-dialog'
import { NumberCard } from '@/components/review/items/number-card'
import { NumberLine } from '@/components/review/items/number-line'
import { call } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { CellYears } from '@/components/workflow/cell-years'
import { HistoryList } from '@/components/workflow/history-list'
import { StepBar } from '@/components/workflow/step-bar'
import { useKeys } from '@/components/workflow/use-keys'
import { placeName } from '@/report/finding'
import type { Address } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { anchorName, type Board } from '@/report/workflow/comment'
import { KeyList } from './key-list'
import { lookAll, pinName } from './looks'
import styles from './review.module.css'
import type { Compared, ReviewActions, ReviewData } from './review-data'
import { Filters, Tools } from './review-tools'
import { usePicking } from './use-picking'
import { useWalk } from './use-walk'
import {
  countOf,
  countOfTab,
  EMPTY,
  factsOf,
  type Item,
  listItems,
  TAB_NAMES,
  type Tab,
  threadOf,
  VIEWS,
  type ViewName,
  wordsOf
} from './views'

type Writing = { is: 'comment'; board: Board; pointed: Pointed } | { is: 'reply'; key: string }

/** 审核: the report as it will be printed, beside it what changed, what is wrong, what was said and what happened. */
export function ReportReview({ data, actions }: { data: ReviewData; actions: ReviewActions }) {
  const template = openTemplate(data.template)
  const items = useMemo(() => listItems(data), [data])
  const sheet = useRef<HTMLElement>(null)
  const walk = useWalk(sheet, items, data.changes.length > 0 ? 'changes' : 'findings')
  const { view, list, current, place, goTo, select, move, point } = walk
  const [shows, setShows] = useState({ changes: true, lastYear: false })
  const [writing, setWriting] = useState<Writing>()
  const [showsKeys, setShowsKeys] = useState(false)
  const [compared, setCompared] = useState<{ at: Address; answer: Promise<Compared> }>()
  const settling = useCall({ mayOverlap: true })

  const openView = (next: ViewName) => {
    setWriting(undefined)
    walk.openView(next)
  }
  const write = (board: Board) => {
    const may = board === 'comments' ? data.may.comment : data.may.internalComment
    const selected = sheet.current ? readSelection(sheet.current, data.texts) : undefined
    if (may) setWriting({ is: 'comment', board, pointed: selected ?? { at: place ?? '', quote: '' } })
  }
  const maySettle = (board: Board) => (board === 'comments' ? data.may.comment : data.may.internalComment)
  const settle = (board: Board, thread: number, isClosed: boolean) => settling.run(() => actions.settle({ board, thread, isClosed }))
  const asked = threadOf(current)
  // Sister units are read by whoever reads internal comments, the reviewing side.
  const compare =
    data.may.internalComment && place && data.texts[place]
      ? () => setCompared({ at: place, answer: call(() => actions.compare({ at: place }), { repeats: true }) })
      : undefined

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...Object.fromEntries(VIEWS.map(({ name, key }) => [key, () => openView(name)])),
    ...Object.fromEntries(
      (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const).map((key) => [
        `Shift+${key}`,
        () => sheet.current && goTo(placeBeside(sheet.current, place, key))
      ])
    ),
    c: () => write('comments'),
    n: () => write('internalComments'),
    b: compare,
    t: asked && data.may.reply ? () => current && setWriting({ is: 'reply', key: current.key }) : undefined,
    e:
      asked && maySettle(asked.board)
        ? () => {
            settle(asked.board, asked.thread.id, asked.thread.closedOn === null)
            move(1)
          }
        : undefined,
    o: () => setShows((before) => ({ ...before, lastYear: !before.lastYear })),
    d: () => setShows((before) => ({ ...before, changes: !before.changes })),
    '?': () => setShowsKeys(true)
  })
  usePicking(sheet, point)

  const looks = useMemo(() => lookAll(data, { ...shows, current: place }), [data, shows, place])
  const tab = VIEWS.find(({ name }) => name === view)?.tab ?? 'history'
  const words = wordsOf(data, view)

  const drawThread = (item: Item, found: NonNullable<ReturnType<typeof threadOf>>, changes?: React.ReactNode) => {
    const { thread, board } = found
    const inside = board === 'internalComments'
    const mayReply = inside ? data.may.internalComment : data.may.reply
    return (
      <ThreadCard
        template={template}
        thread={thread}
        board={board}
        name={pinName(
          (inside ? data.internalComments : data.threads).findIndex(({ id }) => id === thread.id),
          inside
        )}
        isNew={inside || (data.present !== undefined && (thread.remarks[0]?.version ?? 0) >= data.present)}
        isReplying={writing?.is === 'reply' && writing.key === item.key}
        onShow={() => select(item)}
        onReply={(opens) => setWriting(opens ? { is: 'reply', key: item.key } : undefined)}
        reply={mayReply ? (text) => actions.reply({ board, thread: thread.id, text }) : undefined}
        settle={maySettle(board) ? (isClosed) => settle(board, thread.id, isClosed) : undefined}
      >
        {changes}
      </ThreadCard>
    )
  }
  const draw = (item: Item) => {
    const found = threadOf(item)
    if (item.is === 'finding') {
      return (
        <FindingLine
          template={template}
          judged={item.judged}
          at={item.at}
          onShow={() => select(item)}
          waive={data.may.waive ? (text) => actions.waive({ finding: item.judged.key, text }) : undefined}
        />
      )
    }
    if (item.is === 'number') return <NumberLine mark={item.mark} onShow={() => select(item)} onShowCell={goTo} />
    const changes =
      item.is === 'change' &&
      item.paired.differences.map((change) => (
        <ChangeLine
          key={change.at}
          template={template}
          change={change}
          onShow={() => {
            select(item)
            goTo(change.at)
          }}
        />
      ))
    return found ? drawThread(item, found, changes) : changes
  }

  return (
    <>
      <div className={styles.body}>
        <main ref={sheet} className={styles.sheet}>
          <DocumentView document={data.document} looks={looks} isPart />
          <NumberCard sheet={sheet} numbers={data.numbers} />
        </main>
        <aside className={styles.side} aria-label="审核">
          <Tabs
            value={tab}
            onChange={(next) => {
              const first = VIEWS.find((one) => one.tab === next)
              if (first) openView(first.name)
            }}
            keepMounted={false}
          >
            <Tabs.List grow>
              {(Object.keys(TAB_NAMES) as Tab[]).map((one) => (
                <Tabs.Tab key={one} value={one} px={6}>
                  {TAB_NAMES[one]} {countOfTab(data, items, one)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab} className={styles.panel} tabIndex={0}>
              {tab !== 'history' && <Filters tab={tab} view={view} count={(name) => countOf(data, items, name)} onOpen={openView} />}
              {writing?.is === 'comment' && (
                <CommentComposer
                  key={`${writing.board} ${writing.pointed.at} ${writing.pointed.quote}`}
                  template={template}
                  board={writing.board}
                  pointed={writing.pointed}
                  text={data.texts[writing.pointed.at]}
                  comment={actions.comment}
                  onDone={() => setWriting(undefined)}
                />
              )}
              <Told told={settling.told} />
              {words && <p className={styles.soft}>{words}</p>}
              {tab === 'history' ? (
                <HistoryList history={data.history} next={data.steps.next} />
              ) : (
                <ItemList items={list} current={current} empty={EMPTY[view]} draw={draw} />
              )}
            </Tabs.Panel>
          </Tabs>
          {place && <CellYears key={place} report={data.id} at={place} />}
          <Tools
            place={anchorName(template, { at: place ?? '' })}
            may={data.may}
            shows={shows}
            hasChanges={data.changes.length > 0}
            hasLastYear={data.lastYear.length > 0}
            onShows={setShows}
            onWrite={write}
            onCompare={compare}
          />
        </aside>
      </div>
      <StepBar
        steps={data.steps}
        threads={data.threads}
        facts={factsOf(data, items)}
        takeStep={actions.takeStep}
        onComment={data.may.comment ? () => write('comments') : undefined}
      >
        <span className={`${styles.soft} ${styles.keyHint}`}>J/K 下一处/上一处</span>
        <Button size="compact-sm" variant="default" className={styles.keyHint} onClick={() => setShowsKeys(true)}>
          快捷键<kbd className={styles.key}>?</kbd>
        </Button>
      </StepBar>
      {compared && (
        <LikenessDialog name={placeName(template, compared.at)} answer={compared.answer} onClose={() => setCompared(undefined)} />
      )}
      {showsKeys && <KeyList onClose={() => setShowsKeys(false)} />}
    </>
  )
}
