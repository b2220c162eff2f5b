'use client'
export { ErrorPage as default } from '@/components/ui/page/error-page'
