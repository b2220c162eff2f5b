'use client'
import { Button } from '@mantine/core'

/** First passwords as a file, while this page is open and never again. */
export function FirstPasswords({ passwords }: { passwords: readonly { fullName: string; name: string; password: string }[] }) {
  if (passwords.length === 0) return null
  const download = () => {
    const lines = [['姓名', '用户名', '初始密码'], ...passwords.map(({ fullName, name, password }) => [fullName, name, password])]
    const csv = `\ufeff${lines.map((fields) => `${fields.join(',')}\r\n`).join('')}`
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }))
    link.download = '初始密码.csv'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <p>初始密码只显示一次，离开本页后不能再查看，请先下载。首次登录须修改。</p>
      <Button onClick={download}>下载初始密码</Button>
    </>
  )
}
