import { type FunctionComponent, lazy, Suspense } from 'react'

/** A part nobody needs at first: it is fetched once the page has loaded, so that it is there when somebody asks for it. */
export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loading: Promise<FunctionComponent<P>> | undefined
  const get = () => {
    loading ??= load()
    return loading
  }
  // Where fetching ahead fails, drawing tells.
  if (typeof window !== 'undefined') afterLoad(() => get().catch(() => undefined))
  const Part = lazy(async () => ({ default: await get() })) as unknown as FunctionComponent<P>
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  )
}

function afterLoad(work: () => void): void {
  if (document.readyState === 'complete') setTimeout(work)
  else window.addEventListener('load', () => setTimeout(work), { once: true })
}
