'use client'
import { Menu, UnstyledButton } from '@mantine/core'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { startTransition } from 'react'
import styles from './desk-header.module.css'

const LINKS = [
  { href: '/', label: '我的年报' },
  { href: '/rules', label: '核对规则' }
]

export function DeskHeader({
  name,
  mayAdminister,
  signOut,
  signOutEverywhere
}: {
  name: string
  mayAdminister: boolean
  signOut: () => Promise<void>
  signOutEverywhere: () => Promise<void>
}) {
  const path = usePathname()
  const links = mayAdminister ? [...LINKS, { href: '/admin', label: '管理' }] : LINKS
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.brand}>
        公开年报
      </Link>
      <nav className={styles.links} aria-label="主导航">
        {links.map(({ href, label }) => (
          <Link key={href} href={href} aria-current={path === href || (href !== '/' && path.startsWith(`${href}/`)) ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton c="white" fz={14} px={8} h={32}>
            {name} ▾
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href="/password">
            修改密码
          </Menu.Item>
          <Menu.Item onClick={() => startTransition(signOut)}>退出登录</Menu.Item>
          <Menu.Item onClick={() => startTransition(signOutEverywhere)}>退出所有设备</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
}
