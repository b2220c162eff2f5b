'use client'
import { Alert, Button } from '@mantine/core'
import { unstable_rethrow } from 'next/navigation'
import { Component, type FunctionComponent, lazy, memo, type ReactNode, Suspense, useState } from 'react'
import { afterLoad } from './page/after-load'

/**
 * A part nobody needs at first: it is fetched once the page has loaded, so that it is there when somebody asks for it, and then
 * drawn at once. What is written into right after a key or a click is no such part: until it is there, keys would be lost.
 */
export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loading: Promise<FunctionComponent<P>> | undefined
  let there: FunctionComponent<P> | undefined
  const get = () => {
    loading ??= load().then(
      (part) => {
        there = part
        return part
      },
      (error: unknown) => {
        loading = undefined
        throw error
      }
    )
    return loading
  }
  const make = () => lazy(async () => ({ default: await get() })) as unknown as FunctionComponent<P>
  let Part = make()
  // Where fetching ahead fails, drawing tells.
  if (typeof window !== 'undefined') afterLoad(() => get().catch(() => undefined))
  // Drawn anew only with other props, as the part itself would be.
  return memo(function Lazily(props: P) {
    // Chosen once: what is drawn stays what it is.
    const [Now] = useState(() => there)
    if (Now) return <Now {...props} />
    return (
      <Missing
        onRetry={() => {
          Part = make()
        }}
      >
        {() => (
          <Suspense>
            <Part {...props} />
          </Suspense>
        )}
      </Missing>
    )
  }) as unknown as FunctionComponent<P>
}

/** A part that could not be fetched says so in its place; the page around it stays. */
class Missing extends Component<{ onRetry: () => void; children: () => ReactNode }, { isMissing: boolean }> {
  override state = { isMissing: false }
  static getDerivedStateFromError(error: unknown) {
    // What leads to another page is the router's.
    unstable_rethrow(error)
    return { isMissing: true }
  }

  override render() {
    if (!this.state.isMissing) return this.props.children()
    const retry = () => {
      this.props.onRetry()
      this.setState({ isMissing: false })
    }
    return (
      <Alert color="vermilion" role="alert" p="xs">
        这一部分没有显示出来，请检查网络后重试；系统刚更新过的，请刷新页面。{' '}
        <Button size="compact-sm" variant="default" onClick={retry}>
          重试
        </Button>
      </Alert>
    )
  }
}
