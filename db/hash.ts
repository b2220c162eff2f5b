import { createHash } from 'node:crypto'

/** SHA-256 in hexadecimal: what is published beside a report, and what `sha256sum` says of its file. */
export const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
