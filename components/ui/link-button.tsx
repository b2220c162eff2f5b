'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link that looks like the buttons beside it; `download`: a file, or a page outside the desk, which the router must not fetch. */
export function LinkButton({ href, download, children }: { href: string; download?: boolean; children: ReactNode }) {
  if (download) {
    return (
      <Button component="a" href={href} variant="default" size="sm">
        {children}
      </Button>
    )
  }
  return (
    <Button component={Link} href={href} variant="default" size="sm">
      {children}
    </Button>
  )
}
