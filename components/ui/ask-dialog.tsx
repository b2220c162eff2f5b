import { Button, Group, Text } from '@mantine/core'
import { Dialog } from './dialog'

/** Asks before something that cannot simply be taken back. */
export function AskDialog({ title, words, onTake, onClose }: { title: string; words: string; onTake: () => void; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Text>{words}</Text>
      <Group justify="space-between" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          取消
        </Button>
        <Button color="vermilion" onClick={onTake}>
          确认{title}
        </Button>
      </Group>
    </Dialog>
  )
}
