import type { ApprovalStatus } from '../ui/approval-face'

const badges: Record<string, ApprovalStatus> = {
  in_progress: 'pending',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  pending: 'approved',
  effective: 'effective',
  lapsed: 'lapsed',
}

/** The badge of a request's state (stateOf). */
export const badgeOf = (state: string): ApprovalStatus => badges[state] ?? 'pending'
