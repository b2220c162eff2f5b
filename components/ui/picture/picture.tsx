import styles from './picture.module.css'
import { PngButton } from './png-button'

/**
 * A picture of figures that stand in a table beside it. `file`: the SVG to be kept, with its title in it; `source`: without it, to be
 * shown.
 */
export function Picture({ title, words, source, file }: { title: string; words: string; source?: string; file: string }) {
  return (
    <figure className={styles.picture}>
      {source && <figcaption>{title}</figcaption>}
      {/* biome-ignore lint/performance/noImgElement: a drawing of its own size needs no loader */}
      <img src={source ?? file} alt={words} />
      <p className={styles.files}>
        <a href={file} download>
          下载图片（SVG）
        </a>
        <PngButton file={file} name={title} />
      </p>
    </figure>
  )
}
