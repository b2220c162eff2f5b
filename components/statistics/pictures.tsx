import { Picture } from '@/components/ui/picture/picture'
import styles from './statistics.module.css'

export type StatisticsPicture = { name: string; title: string; words: string; svg: string; file: string }

/** Pictures of the figures in the tables beside them, each to be kept as a file of its own. */
export function Pictures({ pictures }: { pictures: readonly StatisticsPicture[] }) {
  return (
    <div className={styles.pictures}>
      {pictures.map(({ name, svg, ...picture }) => (
        <Picture key={name} {...picture} source={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
      ))}
    </div>
  )
}
