'use client'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { SourcePiece } from '@/components/import/source-piece'
import { type CallResult, call, type Refused } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import type { PageCut } from '@/report/understanding/page-cut'
import styles from './bulk-import.module.css'

/** A doubt of a file, as the server lists them. */
export type WalkedDoubt = {
  at: string
  place: string
  why: string
  source?: string
  candidates: readonly string[]
  hasCut: boolean
  file: { id: number; name: string; org?: string; unit: number | null; year: number | null }
}

/** Fetches what is drawn in a file at the place of a doubt. */
export type FindCut = (given: { file: number; at: string }) => Promise<{ ok: true; cut: PageCut | null } | Refused>

/**
 * Doubts one after the other: a digit takes the text beside it, 0 leaves the place blank, A takes the rest of the row, T goes to the
 * field for another text, J and K go on and back.
 */
export function DoubtWalk({
  doubts,
  units,
  decide,
  look,
  onClose
}: {
  doubts: readonly WalkedDoubt[]
  units: readonly { id: number; name: string }[]
  decide: (given: { file: number; at: string; text: string | null }) => Promise<CallResult>
  look: FindCut
  onClose: () => void
}) {
  // What was open when the walk began: lines do not move while somebody works on them.
  const [walked] = useState(doubts)
  const [at, setAt] = useState(0)
  const [settled, setSettled] = useState<ReadonlyMap<number, string | null>>(new Map())
  const { run, told, isPending } = useCall()
  const walk = useRef<HTMLDivElement>(null)
  const doubt = walked[at]
  const cut = useCut(doubt, look)
  if (!doubt) return null
  const { file, place, why, source, candidates } = doubt

  const go = (to: number) => setAt(Math.min(Math.max(to, 0), walked.length - 1))
  /** This doubt and those behind it, a text each. */
  const settle = (texts: readonly (string | null)[]) =>
    run(
      async () => {
        for (const [i, text] of texts.entries()) {
          const answer = await decide({ file: file.id, at: (walked[at + i] as WalkedDoubt).at, text })
          if (!answer.ok) return answer
        }
        return { ok: true }
      },
      () => {
        setSettled((before) => new Map([...before, ...texts.map((text, i) => [at + i, text] as const)]))
        const next = at + texts.length
        if (next === walked.length) onClose()
        else go(next)
      }
    )
  const choose = (text: string | null) => settle([text])
  const row = rowFrom(walked, at)
  const onKey = (key: string) => {
    const number = Number(key)
    if (key === '0') choose(null)
    else if (/^[1-9]$/.test(key) && candidates[number - 1] !== undefined) choose(candidates[number - 1] as string)
    else if (key === 'a' && row.length > 1) settle(row)
    else if (key === 't') walk.current?.querySelector('input')?.focus()
    else if (key === 'j') go(at + 1)
    else if (key === 'k') go(at - 1)
    else return false
    return true
  }

  return (
    <Dialog title={`存疑 ${at + 1}/${walked.length}`} onClose={onClose} size="lg">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys beside the buttons that do the same */}
      <div
        ref={walk}
        tabIndex={-1}
        className={styles.walk}
        onKeyDown={(event) => {
          if (event.target instanceof HTMLInputElement) return
          if (!event.ctrlKey && !event.altKey && !event.metaKey && onKey(event.key.toLowerCase())) event.preventDefault()
        }}
      >
        <Text>
          {units.find(({ id }) => id === file.unit)?.name ?? file.org ?? file.name}
          {file.year && ` · ${file.year} 年`} · {file.name}
        </Text>
        <Text fw={600}>{place}</Text>
        <Text>{why}</Text>
        <SourcePiece source={source} cut={cut} />
        <Group mt="sm">
          {candidates.map((candidate, i) => (
            <Button
              key={candidate}
              variant={settled.get(at) === candidate ? 'filled' : 'default'}
              data-autofocus={i === 0 || undefined}
              onClick={() => choose(candidate)}
            >
              {i + 1} 采用“{candidate.slice(0, 40)}”
            </Button>
          ))}
          <Button variant={settled.get(at) === null ? 'filled' : 'default'} onClick={() => choose(null)}>
            0 不填
          </Button>
          {row.length > 1 && (
            <Button variant="default" onClick={() => settle(row)}>
              A 这一行 {row.length} 处都采用文件中的数
            </Button>
          )}
        </Group>
        <form
          key={at}
          method="post"
          onSubmit={(event) => {
            event.preventDefault()
            const text = new FormData(event.currentTarget).get('text')
            if (typeof text !== 'string' || text.trim() === '') return
            // From here the keys are those of the walk again.
            walk.current?.focus()
            choose(text.trim())
          }}
        >
          <Group mt="xs" gap="xs">
            <TextInput name="text" aria-label="另填" placeholder="T 另填" maxLength={400} />
            <Button type="submit" variant="default">
              采用另填的
            </Button>
          </Group>
        </form>
        <Text size="sm" mt="sm" c="dimmed" aria-busy={isPending}>
          数字键选择，A 采用整行，T 另填，J 下一条，K 上一条，Esc 关闭
        </Text>
        <Told told={told?.ok ? undefined : told} />
      </div>
    </Dialog>
  )
}

/** The one text each can be, of a doubt and those behind it in the same row of the same file for the same reason. */
function rowFrom(walked: readonly WalkedDoubt[], from: number): string[] {
  const first = walked[from] as WalkedDoubt
  const rowOf = ({ at }: WalkedDoubt) => at.slice(0, at.lastIndexOf('/'))
  const texts: string[] = []
  for (const one of walked.slice(from)) {
    const [only, ...others] = one.candidates
    const isSame = one.file.id === first.file.id && one.why === first.why && rowOf(one) === rowOf(first)
    if (!isSame || only === undefined || others.length > 0) break
    texts.push(only)
  }
  return texts
}

/** The cut of the page a doubt is about, fetched when it is its turn: a list of hundreds has no room for pictures. */
function useCut(doubt: WalkedDoubt | undefined, look: FindCut): PageCut | undefined {
  const [seen, setSeen] = useState<{ doubt: WalkedDoubt; cut: PageCut | null }>()
  useEffect(() => {
    if (!doubt?.hasCut) return
    let isOver = false
    // Without the picture its line stands there: nothing to tell.
    call(() => look({ file: doubt.file.id, at: doubt.at })).then((answer) => {
      if (!isOver && answer.ok) setSeen({ doubt, cut: answer.cut })
    })
    return () => {
      isOver = true
    }
  }, [doubt, look])
  return seen?.doubt === doubt ? (seen?.cut ?? undefined) : undefined
}
