'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { DropList } from '@/components/ui/drop-list'
import styles from './desk-header.module.css'
import { type HeaderCounts, useCounts } from './use-counts'

export function DeskHeader({
  name,
  links,
  counts: given,
  signOut,
  signOutEverywhere
}: {
  name: string
  links: readonly { href: string; label: string }[]
  /** As of the last full load. */
  counts: HeaderCounts
  signOut: () => Promise<CallResult>
  signOutEverywhere: () => Promise<CallResult>
}) {
  const path = usePathname()
  const { unread, ...waiting } = useCounts(given, path)
  const { run, told } = useCall()
  return (
    <>
      <button type="button" className={styles.skip} onClick={skip}>
        {/^\/reports\/\d+$/.test(path) ? '跳到第一格' : '跳到正文'}
      </button>
      <header className={styles.bar}>
        <Link href="/" className={styles.brand}>
          公开年报
        </Link>
        <nav className={styles.links} aria-label="主导航">
          {links.map(({ href, label }) => (
            <Link key={href} href={href} aria-current={path === href || (href !== '/' && path.startsWith(`${href}/`)) ? 'page' : undefined}>
              {label}
              <Waiting number={waiting[href] ?? 0} />
            </Link>
          ))}
          <Link href="/inbox" className={styles.inbox} aria-current={path === '/inbox' ? 'page' : undefined}>
            消息{unread > 0 && <span className={styles.unread}>{unread > 99 ? '99+' : unread} 条未读</span>}
          </Link>
        </nav>
        <DropList words={name} look="bar">
          <li>
            <Link href="/profile">我的信息</Link>
          </li>
          <li>
            <Link href="/password">修改密码</Link>
          </li>
          <li>
            <button type="button" onClick={() => run(signOut)}>
              退出登录
            </button>
          </li>
          <li>
            <button type="button" onClick={() => run(signOutEverywhere)}>
              退出所有设备
            </button>
          </li>
        </DropList>
      </header>
      <Told told={told} />
    </>
  )
}

/** How many lines wait behind a link. */
function Waiting({ number }: { number: number }) {
  return number > 0 && <span className={styles.waiting}> {number > 999 ? '999+' : number}</span>
}

/** Past the navigation: to the first cell or text that can be filled in, else to the page itself. */
function skip(): void {
  const main = document.querySelector('main')
  const field = main?.querySelector<HTMLElement>('[role="grid"] input, [role="textbox"]')
  if (main && !field) main.tabIndex = -1
  const target = field ?? main
  target?.focus()
}
