'use client'

export { Broken as default } from '@/components/account/broken'
