'use client'
import type { ReactNode } from 'react'
import styles from './place-button.module.css'

/** The name of a place that leads there. */
export function PlaceButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.place} onClick={onClick}>
      {children}
    </button>
  )
}
