import type { ReactNode } from 'react'
import { AdminNav } from '@/components/admin/admin-nav'
import styles from './layout.module.css'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <div className={styles.admin}>
      <AdminNav />
      {children}
    </div>
  )
}
