import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'

/** A link by which somebody signs in the first time, shown once to whoever made it. */
export function OneTimeLink({ name, path }: { name: string; path: string }) {
  // The address people see is the browser's own; the server does not know it.
  const link = window.location.origin + path
  return (
    <Stack gap="md" role="status" mt="sm" align="flex-start">
      <Text size="sm">请把下面的链接发给 {name}。72 小时内有效，只能使用一次；失效后可以在“管理—账号”里重新生成。</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {link}
      </Code>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? '已复制' : '复制链接'}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}
