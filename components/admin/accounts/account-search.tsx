'use client'
import { Button, Group, TextInput } from '@mantine/core'

/** Asks the page for other accounts; works by address, so that a search can be kept. */
export function AccountSearch({ search }: { search: string }) {
  return (
    <search>
      <form method="get">
        <Group gap="xs" mb="sm">
          <TextInput
            name="q"
            type="search"
            aria-label="查找账号"
            placeholder="姓名、用户名、电话或单位"
            defaultValue={search}
            w="min(280px, 100%)"
          />
          <Button type="submit" variant="default">
            查找
          </Button>
        </Group>
      </form>
    </search>
  )
}
