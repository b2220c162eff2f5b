import { type CallResult, call } from '@/components/ui/call/call'
import { sendFile } from '@/components/ui/call/send-file'
import { isArchive, openArchive } from './open-archive'

/** Where the server says that too much is being read. */
const PAUSE_MS = 3000

/** A file to read, by its path among those chosen. */
export type ChosenSource = { path: string; open: () => Promise<Blob> }

/** A chosen file, or those in a chosen archive; what cannot be opened is told. */
export async function listSources(file: File, tell: (fault: string) => void): Promise<ChosenSource[]> {
  const alone = [{ path: file.webkitRelativePath || file.name, open: async () => file }]
  try {
    if (!(await isArchive(file))) return alone
    const entries = await openArchive(file)
    for (const { path, fault } of entries) if (fault) tell(`${path}：${fault}`)
    return entries.filter(({ fault }) => !fault)
  } catch (error) {
    tell(`${file.name}：${error instanceof Error ? error.message : '压缩包不能打开'}`)
    return []
  }
}

/** Reads one file; where too much is read at once, after a pause again. Sent twice it is still one file. */
export async function readSource({ path, open }: ChosenSource, isStopped: () => boolean): Promise<CallResult> {
  let content: Blob
  try {
    content = await open()
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : '压缩包内的文件不能打开' }
  }
  const file = new File([content], path.split('/').at(-1) ?? path)
  for (;;) {
    const answer = await call(() => sendFile<{ ok: true }>(`/import/list?name=${encodeURIComponent(path)}`, file), { repeats: true })
    if (answer.ok || answer.why !== 'slow down' || isStopped()) return answer
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
