'use client'
import { useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import { useListening } from '@/components/ui/use-listening'

/** Points of the picture for one of the drawing: sharp when it is printed in a report. */
const SCALE = 3

/** Keeps a drawing as PNG: painted by the browser, which has the fonts of whoever reads it. */
export function PngButton({ file, name }: { file: string; name: string }) {
  const isListening = useListening()
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const save = async () => {
    setBusy(true)
    setFailed(false)
    try {
      keep(await paint(file), `${name.replaceAll(/[\\/:*?"<>|]/g, ' ')}.png`)
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }
  return (
    <>
      <BusyButton size="compact-sm" variant="default" isBusy={isBusy} disabled={!isListening} onClick={save}>
        下载图片（PNG）
      </BusyButton>
      {hasFailed && <span role="alert">图片没有生成，请检查网络后重试，或下载 SVG。</span>}
    </>
  )
}

async function paint(file: string): Promise<Blob> {
  const image = new Image()
  image.src = file
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * SCALE
  canvas.height = image.naturalHeight * SCALE
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas')
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'))
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
