// What reads a pasted table, in a chunk of its own: a form is opened without it.
export { planPaste } from '@/report/reading/paste'
export { readClipboard } from './read-clipboard'
