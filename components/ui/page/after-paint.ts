/** Does something once what is being done now is on the screen, at once where nothing is painted any more; returns how to call it off. */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(doIt)
  })
  const callOff = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', doIt)
  }
  const doIt = () => {
    callOff()
    work()
  }
  document.addEventListener('visibilitychange', doIt)
  if (document.visibilityState === 'hidden') doIt()
  return callOff
}
