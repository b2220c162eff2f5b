import { OUTCOME_NAMES, type ThreadOutcome } from '@/report/workflow/comment'

const LOOKS: Record<ThreadOutcome, { shape: string; color: string }> = {
  changed: { shape: '✎', color: 'var(--right)' },
  answered: { shape: '◆', color: 'var(--explained)' },
  untouched: { shape: '■', color: 'var(--error)' },
  closed: { shape: '●', color: 'var(--text-soft)' }
}

/** What became of a comment in shape, word and colour. */
export function OutcomeMark({ outcome }: { outcome: ThreadOutcome }) {
  const { shape, color } = LOOKS[outcome]
  return (
    <b style={{ color, whiteSpace: 'nowrap' }}>
      {shape} {OUTCOME_NAMES[outcome]}
    </b>
  )
}
