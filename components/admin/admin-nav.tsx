'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import styles from './admin-nav.module.css'

const LINKS = [
  { href: '/admin/units', label: '单位' },
  { href: '/admin/users', label: '账号' },
  { href: '/admin/roles', label: '角色权限' },
  { href: '/admin/tasks', label: '年度任务' },
  { href: '/admin/campaigns', label: '报送安排' },
  { href: '/admin/announcements', label: '公告与推送' },
  { href: '/admin/import', label: '批量导入' },
  { href: '/applications', label: '申请' },
  { href: '/board', label: '年报' }
]

/** The parts of the administration, beside each of its pages. */
export function AdminNav() {
  const path = usePathname()
  return (
    <nav className={styles.nav} aria-label="管理">
      {LINKS.map(({ href, label }) => (
        <Link key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
