'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link that looks like the buttons beside it; `isOutside` the desk: a file, or a public page, which the router must not fetch. */
export function LinkButton({ href, isOutside, children }: { href: string; isOutside?: boolean; children: ReactNode }) {
  if (isOutside) {
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
