import { Fragment } from 'react'

/** 通知附件 as pages name them; `size` in bytes. */
export type AttachedFile = { id: number; name: string; size: number }

/** 通知附件, to download. */
export function AttachmentLinks({ attachments }: { attachments: readonly AttachedFile[] }) {
  if (attachments.length === 0) return null
  return (
    <p style={{ margin: '4px 0' }}>
      附件：
      {attachments.map(({ id, name, size }, i) => (
        <Fragment key={id}>
          {i > 0 && '；'}
          <a href={`/attachments/${id}`} download>
            {name}
          </a>
          （{saySize(size)}）
        </Fragment>
      ))}
    </p>
  )
}

/** `1.2 MB`, `80 kB`. */
export function saySize(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(Math.round(bytes / 1000), 1)} kB`
}
