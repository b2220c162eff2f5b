import { KeySwitch } from '@/components/workflow/key-switch'
import styles from './key-legend.module.css'

const KEYS = [
  ['J', '下一行'],
  ['K', '上一行'],
  ['O', '打开'],
  ['L', '领取']
] as const

/** The keys of a list, shown to whoever never read a manual. O opens the line in focus, else the first. */
export function KeyLegend({ keys = KEYS.map(([key]) => key) }: { keys?: readonly string[] }) {
  return (
    <div className={styles.legend}>
      {KEYS.filter(([key]) => keys.includes(key)).map(([key, words]) => (
        <span key={key}>
          <kbd>{key}</kbd> {words}
        </span>
      ))}
      <KeySwitch size="xs" />
    </div>
  )
}
