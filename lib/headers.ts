/** What every answer says besides its content security policy. */
export const plainHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
}

/** For what is no page of ours: nothing in it runs, even when a browser decides to show it. */
export const nothingRuns = "sandbox; default-src 'none'"
