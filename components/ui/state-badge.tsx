import { Badge } from '@mantine/core'
import { STANDING_NAMES, type Standing } from '@/report/workflow/progress'
import type { State } from '@/report/workflow/states'

const COLORS: Record<Standing, string> = {
  NOT_STARTED: 'gray',
  IMPORTED: 'gray',
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

export function StandingBadge({ standing }: { standing: Standing }) {
  return (
    <Badge variant="light" color={COLORS[standing]} radius="sm" tt="none" size="lg" miw="max-content" autoContrast>
      {STANDING_NAMES[standing]}
    </Badge>
  )
}

export const StateBadge = ({ state }: { state: State }) => <StandingBadge standing={state} />
