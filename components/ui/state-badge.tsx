import { Badge } from '@mantine/core'
import { STATE_NAMES, type State } from '@/report/status'

const COLORS: Record<State, string> = { DRAFT: 'gray', SUBMITTED: 'ink', RETURNED: 'vermilion', APPROVED: 'pine' }

export function StateBadge({ state }: { state: State }) {
  return (
    <Badge variant="light" color={COLORS[state]} radius="sm" tt="none" size="lg" autoContrast>
      {STATE_NAMES[state]}
    </Badge>
  )
}
