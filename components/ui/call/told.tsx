import { Alert, Button } from '@mantine/core'
import type { CallResult } from './call'

/** The page is no longer true, or older than the server. */
const RELOADS = ['moved', 'older page', 'slow']

export const wantsReload = (told: CallResult): boolean => !told.ok && told.why !== undefined && RELOADS.includes(told.why)

/** What the server said to a call, several errors each on a line of its own, and the way on where the page must be loaded anew. */
export function Told({ told }: { told: CallResult | undefined }) {
  if (!told || (told.ok && !told.says)) return null
  return (
    <Alert color={told.ok ? 'pine' : 'vermilion'} role={told.ok ? 'status' : 'alert'} p="xs" mt="xs" style={{ whiteSpace: 'pre-line' }}>
      {told.ok ? told.says : told.error}
      {wantsReload(told) && (
        <Button size="compact-sm" variant="default" ml="sm" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
      )}
    </Alert>
  )
}
