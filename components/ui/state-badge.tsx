import { Badge } from '@mantine/core'
import { STATE_NAMES, type State } from '@/report/status'

const COLORS: Record<State, string> = {
  NOT_REQUIRED: 'gray',
  DRAFT: 'gray',
  CHECKING: 'ink',
  SECRECY: 'ink',
  SIGNING: 'ink',
  SUBMITTED: 'ink',
  IN_REVIEW: 'ink',
  RETURNED: 'vermilion',
  APPROVED: 'pine',
  PUBLISHED: 'pine',
  SUPERSEDED: 'gray',
  WITHDRAWN: 'ochre'
}

export function StateBadge({ state }: { state: State }) {
  return (
    <Badge variant="light" color={COLORS[state]} radius="sm" tt="none" size="lg" autoContrast>
      {STATE_NAMES[state]}
    </Badge>
  )
}
