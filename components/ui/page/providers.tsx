'use client'
import { MantineProvider } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Announcer } from './announce'
import { guardComposing } from './composing'
import { keepFocus } from './keep-focus'
import { theme } from './theme'

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useEffect(guardComposing, [])
  useEffect(keepFocus, [])
  return (
    <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce ?? ''}>
      {children}
      <Announcer />
    </MantineProvider>
  )
}
