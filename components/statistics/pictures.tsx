import styles from './statistics.module.css'

export type Picture = { name: string; title: string; words: string; svg: string; file: string }

/** Pictures of the figures in the tables beside them, each to be kept as a file of its own. */
export function Pictures({ pictures }: { pictures: readonly Picture[] }) {
  return (
    <div className={styles.pictures}>
      {pictures.map(({ name, title, words, svg, file }) => (
        <figure key={name}>
          <figcaption>{title}</figcaption>
          {/* biome-ignore lint/performance/noImgElement: a picture inside the address needs no loader */}
          <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={words} />
          <a href={file} download>
            下载图片（SVG）
          </a>
        </figure>
      ))}
    </div>
  )
}
