import { Alert, Button } from '@mantine/core'

/** What the server said, and the way on where the page is no longer true. */
export function Refusal({ refused }: { refused: { error: string; why?: string } | undefined }) {
  if (!refused) return null
  return (
    <Alert color="vermilion" role="alert" p="xs" mt="xs">
      {refused.error}
      {refused.why === 'moved' && (
        <Button size="compact-sm" variant="default" ml="sm" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
      )}
    </Alert>
  )
}
