'use client'
import { MantineProvider } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { guardComposing } from './composing'
import { theme } from './theme'

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useEffect(guardComposing, [])
  return (
    <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce ?? ''}>
      {children}
    </MantineProvider>
  )
}
