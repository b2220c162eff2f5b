import { Button, Group, TextInput } from '@mantine/core'
import styles from './batch.module.css'

/** 报送函 of one unit to its superior, with the list of what stands: a form without scripts, a button a format. */
export function LetterForm({ sender: { id, name, to }, year }: { sender: { id: number; name: string; to: string }; year: number }) {
  const heading = `letter-${id}`
  return (
    <section aria-labelledby={heading} className={styles.order}>
      <h2 id={heading}>
        {name}报送函（{year} 年）
      </h2>
      <form method="get" action="/batch/letter/word">
        <input type="hidden" name="unit" value={id} />
        <input type="hidden" name="year" value={year} />
        <Group align="end">
          <TextInput
            label="主送机关"
            description="审核通过和已公布的年报列入名单，日期为今天"
            name="to"
            defaultValue={to}
            className={styles.to}
          />
          <Button type="submit" variant="default">
            下载 Word
          </Button>
          <Button type="submit" variant="default" formAction="/batch/letter/pdf">
            下载 PDF
          </Button>
        </Group>
      </form>
    </section>
  )
}
