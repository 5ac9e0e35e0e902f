export { NotFound as default } from '@/components/account/not-found'
